package io.slime.gateway.object;

import io.slime.gateway.failure.StorageException;

/**
 * A write in progress: bytes go in, {@link #publish} makes them visible. Closing without publishing leaves nothing behind: the
 * chunks written are deleted at once. Used by one thread.
 */
public class ObjectWriter implements AutoCloseable {
    /** Takes bytes; waits while stores are slower than the caller. */
    public void write(byte[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the object visible, durably; the caller has checked every claim about the bytes before.
     *
     * @throws StorageException.PreconditionFailed if a precondition does not hold
     * @throws StorageException.PreconditionMissing if If-Match has nothing to match
     * @throws StorageException.NoSuchBucket if the bucket is gone
     * @throws StorageException.ConcurrentConflict if concurrent writes of the key stood in the way of a conditional one
     * @throws StorageException.Unavailable if it could not be made durable; nothing is visible
     * @throws StorageException.OutcomeUnknown if the database did not tell whether it is visible
     */
    public ObjectVersion publish(Description description) {
        throw new UnsupportedOperationException();
    }

    /** Lets go; deletes what was written unless it was published or may have been. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
