package io.slime.gateway.data;

import io.slime.gateway.failure.StorageException;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * SHA-256 and MD5 of a body in one pass. The reader leases a buffer, fills it, has it taken, and may still read from it until it
 * leases the next one. Used by one thread.
 */
sealed interface BodyDigests extends AutoCloseable {
    /** Bodies known to be at most this long are digested by the reading thread alone. */
    long STAGE_ABOVE_BYTES = 1024 * 1024;

    /** Length of a buffer. */
    int BUFFER_BYTES = 128 * 1024;

    /**
     * For a body of that length, or of an unknown one if it is negative.
     *
     * @param threads runs the MD5 of a long body
     */
    static BodyDigests of(long length, Executor threads) {
        return length >= 0 && length <= STAGE_ABOVE_BYTES ? new Inline((int) length) : new Staged(threads);
    }

    /** A buffer to fill. */
    byte[] lease();

    /** Takes the first bytes of a buffer that was leased; it must not be changed any more. */
    void take(byte[] buffer, int length);

    /** The digests of all that was taken; call it once. */
    Values finish();

    /** Leaves nothing running. */
    @Override
    void close();

    /** Both digests in lower-case hexadecimal. */
    record Values(String sha256, String md5) {}

    /** On the reading thread. */
    final class Inline implements BodyDigests {
        private final MessageDigest sha256 = Digests.sha256();
        private final MessageDigest md5 = Digests.md5();
        private final byte[] buffer;

        /** For so many bytes; one more of room shows that no more come. */
        Inline(int length) {
            this.buffer = new byte[Math.min(BUFFER_BYTES, length + 1)];
        }

        @Override
        public byte[] lease() {
            return buffer;
        }

        @Override
        public void take(byte[] filled, int length) {
            sha256.update(filled, 0, length);
            md5.update(filled, 0, length);
        }

        @Override
        public Values finish() {
            return new Values(Digests.hex(sha256.digest()), Digests.hex(md5.digest()));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    /**
     * MD5, the slowest of all steps, on a thread beside the reader's. Buffers go round: leased, taken, digested, free again; no
     * byte is copied.
     */
    final class Staged implements BodyDigests {
        private static final int BUFFERS = 4;
        private static final long HAND_OFF_SECONDS = 60;

        private final MessageDigest sha256 = Digests.sha256();
        private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
        private final BlockingQueue<Taken> taken = new ArrayBlockingQueue<>(BUFFERS + 1);
        private final FutureTask<String> md5 = new FutureTask<>(this::digest);
        private int buffers;

        /** What was read into a buffer; the one without bytes ends the body. */
        @SuppressWarnings("ArrayRecordComponent")
        private record Taken(byte[] buffer, int length) {}

        Staged(Executor threads) {
            threads.execute(md5);
        }

        @Override
        public byte[] lease() {
            byte[] buffer = free.poll();
            if (buffer == null && buffers < BUFFERS) {
                buffers++;
                return new byte[BUFFER_BYTES];
            }
            try {
                byte[] waited = buffer != null ? buffer : free.poll(HAND_OFF_SECONDS, TimeUnit.SECONDS);
                if (waited == null) {
                    throw new StorageException.Unavailable("this gateway is too busy to digest the body");
                }
                return waited;
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        @Override
        public void take(byte[] buffer, int length) {
            if (length == 0) {
                free.add(buffer);
                return;
            }
            taken.add(new Taken(buffer, length));
            sha256.update(buffer, 0, length);
        }

        @Override
        public Values finish() {
            taken.add(new Taken(new byte[0], 0));
            try {
                return new Values(Digests.hex(sha256.digest()), md5.get(HAND_OFF_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (ExecutionException | TimeoutException e) {
                throw new StorageException.Unavailable("this gateway is too busy to digest the body", e);
            }
        }

        @Override
        public void close() {
            md5.cancel(true);
        }

        private String digest() throws InterruptedException {
            MessageDigest digest = Digests.md5();
            for (Taken next = taken.take(); next.length() > 0; next = taken.take()) {
                digest.update(next.buffer(), 0, next.length());
                free.add(next.buffer());
            }
            return Digests.hex(digest.digest());
        }

        private static StorageException interrupted(InterruptedException e) {
            Thread.currentThread().interrupt();
            return new StorageException.Unavailable("this gateway is stopping", e);
        }
    }
}
