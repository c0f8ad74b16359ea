package io.slime.gateway.object;

import io.slime.gateway.extent.ContentReader;
import io.slime.gateway.failure.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** A read in progress. Every byte that comes out was verified. Used by one thread. */
public final class ObjectReader implements AutoCloseable {
    private static final int BUFFER = 128 * 1024;

    private final ContentReader content;
    private final Optional<Decryption> decryption;

    ObjectReader(ContentReader content, Optional<Decryption> decryption) {
        this.content = content;
        this.decryption = decryption;
    }

    /**
     * Reads what comes next, as many bytes as are in hand.
     *
     * @return how many bytes, ≥ 1, or -1 at the end
     * @throws StorageException.Outage if too few stores answer
     * @throws StorageException.Unreadable if the rest cannot be given back
     */
    public int read(byte[] into, int offset, int length) {
        int count = content.read(into, offset, length);
        if (count > 0 && decryption.isPresent()) {
            decryption.get().apply(into, offset, count);
        }
        return count;
    }

    /** Writes all that is left, in big pieces. */
    public void transferTo(OutputStream out) throws IOException {
        if (decryption.isEmpty()) {
            content.transferTo(out);
            return;
        }
        byte[] buffer = new byte[BUFFER];
        for (int count = read(buffer, 0, buffer.length); count >= 0; count = read(buffer, 0, buffer.length)) {
            out.write(buffer, 0, count);
        }
    }

    /** Lets go; what was not read stays unread. */
    @Override
    public void close() {
        content.close();
    }
}
