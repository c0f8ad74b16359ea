package io.slime.gateway.data;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.ObjectReader;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Sends a whole object and checks its SHA-256 on the way: the last bytes are held back until it is right, so that a client never
 * has a wrong object that it could take for whole.
 */
final class VerifiedCopy {
    private static final int BUFFER_BYTES = 128 * 1024;

    private final ObjectReader reader;
    private final String sha256;
    private final long size;

    VerifiedCopy(ObjectReader reader, String sha256, long size) {
        this.reader = reader;
        this.sha256 = sha256;
        this.size = size;
    }

    /**
     * Sends it.
     *
     * @throws StorageException.Unreadable if the bytes are others than were written; the last of them were not sent
     */
    void to(OutputStream out) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, size)];
        long sent = 0;
        while (sent < size) {
            int n = reader.read(buffer, 0, (int) Math.min(buffer.length, size - sent));
            if (n < 0) {
                throw new StorageException.Unreadable("the object ends after " + sent + " of " + size + " bytes");
            }
            digest.update(buffer, 0, n);
            sent += n;
            if (sent == size && !Digests.hex(digest.digest()).equals(sha256)) {
                throw new StorageException.Unreadable("the bytes read do not have the SHA-256 that was written");
            }
            out.write(buffer, 0, n);
        }
    }
}
