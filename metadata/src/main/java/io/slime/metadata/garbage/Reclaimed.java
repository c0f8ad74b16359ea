package io.slime.metadata.garbage;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import java.util.List;

/**
 * A content that nothing references any more and whose rows are gone: its chunks may be deleted.
 *
 * @param content its id
 * @param extents where its chunks are
 * @param era the database's, read shortly before that was decided: stores which have seen a higher one by then take the database for
 *     one that went back in time
 */
public record Reclaimed(ContentId content, List<ExtentRow> extents, long era) {
    public Reclaimed {
        extents = List.copyOf(extents);
    }
}
