package io.slime.gateway.s3.body;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The MD5 of a content: on the reading thread for a small one, on a thread beside it for a large one. */
sealed interface Md5 extends AutoCloseable {
    /** Adds bytes; the array is the caller's again afterwards. */
    void update(byte[] data, int offset, int length);

    /** The digest of all bytes; call it once. */
    byte[] value();

    /** Leaves nothing running; may be called at any time, and again. */
    @Override
    void close();

    /** Whether a thread is at work. */
    default boolean running() {
        return false;
    }

    /** On the reading thread. */
    final class Inline implements Md5 {
        private final Digest digest = new Digest.OfMessage("MD5");

        @Override
        public void update(byte[] data, int offset, int length) {
            digest.update(data, offset, length);
        }

        @Override
        public byte[] value() {
            return digest.value();
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    /**
     * On a virtual thread of its own, fed through a bounded hand-off: MD5 is what bounds a stream, so it must not add to
     * receiving and coding. The reader fills a free buffer, hands it over, and waits when all are on their way.
     */
    final class Beside implements Md5 {
        private static final int BUFFERS = 4;
        private static final int BUFFER_BYTES = 64 << 10;
        private static final Duration HAND_OFF_DEADLINE = Duration.ofSeconds(60);

        private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BUFFERS);
        private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
        private final Digest digest = new Digest.OfMessage("MD5");
        private final Thread worker;
        private @Nullable Block current;
        private int buffers;

        Beside() {
            worker = Thread.ofVirtual().name("md5").start(this::work);
        }

        @Override
        public void update(byte[] data, int offset, int length) {
            int at = offset;
            int end = offset + length;
            while (at < end) {
                Block block = current == null ? lease() : current;
                int n = Math.min(end - at, BUFFER_BYTES - block.length);
                System.arraycopy(data, at, block.bytes, block.length, n);
                block.length += n;
                at += n;
                boolean full = block.length == BUFFER_BYTES;
                current = full ? null : block;
                if (full) {
                    filled.add(block);
                }
            }
        }

        @Override
        public byte[] value() {
            if (current != null) {
                filled.add(current);
                current = null;
            }
            filled.add(new Block(0));
            try {
                if (!worker.join(HAND_OFF_DEADLINE)) {
                    throw late();
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            return digest.value();
        }

        @Override
        public void close() {
            worker.interrupt();
            boolean interrupted = false;
            while (worker.isAlive()) {
                try {
                    worker.join(); // at most one block is being digested
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean running() {
            return worker.isAlive();
        }

        private Block lease() {
            Block block = free.poll();
            if (block == null && buffers < BUFFERS) {
                buffers++;
                return new Block(BUFFER_BYTES);
            }
            try {
                Block waited = block != null ? block : free.poll(HAND_OFF_DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
                if (waited == null) {
                    throw late();
                }
                return waited;
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        private void work() {
            try {
                // ends with the empty block of value(), or by close(), which every stream sees
                for (Block block = filled.take(); block.length > 0; block = filled.take()) {
                    digest.update(block.bytes, 0, block.length);
                    block.length = 0;
                    free.add(block);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // closed: the digest is not wanted any more
            }
        }

        private static S3Exception late() {
            return new S3Exception(S3Error.SERVICE_UNAVAILABLE, "The server is too busy to digest the content.");
        }

        private static S3Exception interrupted(InterruptedException e) {
            Thread.currentThread().interrupt();
            return new S3Exception(S3Error.SERVICE_UNAVAILABLE, "The server is stopping.", e);
        }
    }

    /** A buffer and how much of it is filled; owned by one thread at a time, handed over through a queue. */
    final class Block {
        private final byte[] bytes;
        private int length;

        private Block(int capacity) {
            bytes = new byte[capacity];
        }
    }
}
