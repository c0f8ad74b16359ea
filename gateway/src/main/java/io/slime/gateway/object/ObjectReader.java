package io.slime.gateway.object;

import io.slime.gateway.extent.ContentReader;
import io.slime.gateway.failure.StorageException;
import java.io.IOException;
import java.io.OutputStream;

/** A read in progress. Every byte that comes out was verified. Used by one thread. */
public final class ObjectReader implements AutoCloseable {
    private final ContentReader content;

    ObjectReader(ContentReader content) {
        this.content = content;
    }

    /**
     * Reads what comes next, as many bytes as are in hand.
     *
     * @return how many bytes, ≥ 1, or -1 at the end
     * @throws StorageException.Outage if too few stores answer
     * @throws StorageException.Unreadable if the rest cannot be given back
     */
    public int read(byte[] into, int offset, int length) {
        return content.read(into, offset, length);
    }

    /** Writes all that is left, in big pieces. */
    public void transferTo(OutputStream out) throws IOException {
        content.transferTo(out);
    }

    /** Lets go; what was not read stays unread. */
    @Override
    public void close() {
        content.close();
    }
}
