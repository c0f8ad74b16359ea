package io.slime.gateway.multipart;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.Checksums;

/** A part being written; as an {@link io.slime.gateway.object.ObjectWriter}, but what it publishes is a part. */
public class PartWriter implements AutoCloseable {
    /** Takes bytes; waits while stores are slower than the caller. */
    public void write(byte[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /**
     * Keeps the part, in place of an earlier one of its number, durably.
     *
     * @param etag MD5 of the bytes in hexadecimal
     * @param checksums checksums of the bytes
     * @throws StorageException.NoSuchUpload if the upload was completed or aborted meanwhile
     * @throws StorageException.Unavailable if it could not be made durable
     * @throws StorageException.OutcomeUnknown if the database did not tell whether it is kept
     */
    public Part publish(String etag, Checksums checksums) {
        throw new UnsupportedOperationException();
    }

    /** Lets go; deletes what was written unless it was kept or may have been. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
