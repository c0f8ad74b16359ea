package io.slime.gateway.extent;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.extent.PartPiece;
import io.slime.metadata.transaction.MetadataException;
import java.util.List;
import java.util.function.Supplier;

/**
 * What reads share.
 *
 * @param workshop stores, threads and buffers
 * @param table where extents are
 * @param repairs where to report what is missing
 * @param hedge how long a read may take
 */
record ReadSupply(Workshop workshop, ExtentTable table, RepairNotes repairs, HedgeDelay hedge) {
    private static final int PAGE = 100;

    /** Some extents of a content, from the one with that byte on. */
    List<ExtentRow> extents(ContentId content, long offset) {
        return some(content, asked(() -> table.extents(content, offset, PAGE)));
    }

    /** Some pieces of a content of parts, from the one with that byte on. */
    List<PartPiece> parts(ContentId content, long offset) {
        return some(content, asked(() -> table.parts(content, offset, PAGE)));
    }

    /** The row of an extent, read anew. */
    ExtentRow row(ContentId content, int position) {
        return asked(() -> table.extent(content, position)).orElseThrow(() -> gone(content));
    }

    private static <T> List<T> some(ContentId content, List<T> found) {
        if (found.isEmpty()) {
            throw gone(content);
        }
        return found;
    }

    private static StorageException.ConcurrentConflict gone(ContentId content) {
        return new StorageException.ConcurrentConflict("content " + content + " was deleted meanwhile");
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (MetadataException e) {
            throw new StorageException.Unavailable("extents cannot be looked up: " + e.getMessage(), e);
        }
    }
}
