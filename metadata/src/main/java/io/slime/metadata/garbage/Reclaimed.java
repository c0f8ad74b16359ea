package io.slime.metadata.garbage;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import java.util.List;

/**
 * A content that nothing references any more and whose rows are gone: its chunks may be deleted.
 *
 * @param content its id
 * @param extents where its chunks are
 */
public record Reclaimed(ContentId content, List<ExtentRow> extents) {
    public Reclaimed {
        extents = List.copyOf(extents);
    }
}
