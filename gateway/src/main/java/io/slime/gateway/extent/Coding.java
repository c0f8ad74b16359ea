package io.slime.gateway.extent;

import io.slime.erasure.ErasureCode;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Erasure coding, of as many large stripes at a time as there are cores: more would only wait for each other. */
final class Coding {
    private static final int SMALL = 1 << 16;

    private final Semaphore cores;

    Coding(int cores) {
        this.cores = new Semaphore(cores);
    }

    /** Computes parity, see {@link ErasureCode#encode}. */
    void encode(ErasureCode code, byte[][] cells, int length) {
        bounded(length, () -> code.encode(cells, 0, length));
    }

    /** Computes what is missing, see {@link ErasureCode#reconstruct}. */
    void reconstruct(ErasureCode code, byte[] @Nullable [] cells, boolean[] present, boolean[] wanted, int length) {
        bounded(length, () -> code.reconstruct(cells, present, wanted, 0, length));
    }

    private void bounded(int length, Runnable work) {
        if (length < SMALL) {
            work.run();
            return;
        }
        cores.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            cores.release();
        }
    }
}
