package io.slime.gateway.extent;

import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.NewContent;

/**
 * A content on its way into the stores, coded and spread stripe by stripe. Used by one thread. Closing it deletes the chunks
 * again unless {@link #keep} was called.
 */
public class ContentWriter implements AutoCloseable {
    /**
     * Takes bytes; waits while stores are slower than the caller.
     *
     * @throws StorageException.Unavailable if an extent cannot be kept on enough stores
     */
    public void write(byte[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits until everything is durable on enough stores.
     *
     * @return what to publish
     * @throws StorageException.Unavailable if an extent cannot be kept on enough stores
     */
    public NewContent finish() {
        throw new UnsupportedOperationException();
    }

    /** Says that the content was published, or may have been: its chunks stay. */
    public void keep() {
        throw new UnsupportedOperationException();
    }

    /** Lets go, and deletes what was written unless it is kept. Throws nothing: what cannot be deleted is left to reconcile. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
