package io.slime.gateway.extent;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.Content;

/** Opens contents for reading. */
public class ContentReaders {
    /**
     * Opens bytes [from, from + length) of a content, which must lie within it. The first piece is in hand, verified, when this
     * returns.
     *
     * @throws StorageException.Unavailable if too few stores answer now
     * @throws StorageException.Unreadable if too few chunks are left
     * @throws StorageException.ConcurrentConflict if the content was reclaimed
     */
    public ContentReader open(Content content, long from, long length) {
        throw new UnsupportedOperationException();
    }
}
