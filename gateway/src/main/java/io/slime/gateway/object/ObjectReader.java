package io.slime.gateway.object;

import io.slime.gateway.failure.StorageException;
import java.io.IOException;
import java.io.OutputStream;

/** A read in progress. Every byte that comes out was verified. Used by one thread. */
public class ObjectReader implements AutoCloseable {
    /**
     * Reads what comes next, as many bytes as are in hand.
     *
     * @return how many bytes, ≥ 1, or -1 at the end
     * @throws StorageException.Outage if too few stores answer
     * @throws StorageException.Unreadable if the rest cannot be given back
     */
    public int read(byte[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** Writes all that is left, in big pieces. */
    public void transferTo(OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Lets go; what was not read stays unread. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
