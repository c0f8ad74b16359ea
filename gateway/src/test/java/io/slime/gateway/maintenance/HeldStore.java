package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ForwardingStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A store whose next call of one kind stops before it does anything, until it is let go: as on a network that takes its time. */
final class HeldStore {
    private final ChunkStore store;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    HeldStore(ChunkStore store, ForwardingStore.Call held) {
        this.store = new ForwardingStore(store, call -> {
            if (call == held) {
                hold();
            }
        });
    }

    ChunkStore store() {
        return store;
    }

    /** Waits until somebody is held. */
    void awaitHeld() throws InterruptedException {
        if (!reached.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody came");
        }
    }

    void release() {
        released.countDown();
    }

    private void hold() {
        reached.countDown();
        try {
            if (!released.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("never let go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChunkException.Unreachable("interrupted", e);
        }
    }
}
