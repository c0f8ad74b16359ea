package io.slime.gateway.extent;

import io.slime.gateway.failure.StorageException;
import java.io.IOException;
import java.io.OutputStream;

/** A read in progress; every byte that comes out was verified. Used by one thread. Close it, so that reclaim may go on. */
public class ContentReader implements AutoCloseable {
    /**
     * Reads what comes next.
     *
     * @return how many bytes, ≥ 1, or -1 at the end
     * @throws StorageException.Unavailable if too few stores answer
     * @throws StorageException.Unreadable if the rest cannot be given back
     */
    public int read(byte[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** Writes all that is left, in pieces as big as they come. */
    public void transferTo(OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Lets go. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
