package io.slime.metadata.extent;

import java.util.List;
import java.util.Optional;

/** The contents, their extents and parts. */
public final class ExtentTable {
    /** Most rows that one page holds. */
    public static final int MAX_PAGE = 1000;

    /** One content, if it is there. */
    public Optional<Content> find(ContentId id) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The extents of a content with {@link Layout.Extents}, beginning with the one that holds the byte at {@code offset}. */
    public List<ExtentRow> extents(ContentId id, long offset, int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** One extent of a content with {@link Layout.One} or {@link Layout.Extents}, read anew. */
    public Optional<ExtentRow> extent(ContentId id, int position) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The pieces of a content with {@link Layout.Parts}, beginning with the one that holds the byte at {@code offset}. */
    public List<PartPiece> parts(ContentId id, long offset, int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Where a client's part lies in a content with {@link Layout.Parts}: a slice of that content. */
    public Optional<Slice> part(ContentId id, int number) {
        return io.slime.metadata.transaction.Pending.body();
    }
}
