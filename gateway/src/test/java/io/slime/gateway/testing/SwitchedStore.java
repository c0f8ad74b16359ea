package io.slime.gateway.testing;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ForwardingStore;

/** A store that a test can switch off, as if its drive were unplugged, and on again. */
public final class SwitchedStore {
    private final ChunkStore store;
    private volatile boolean off;

    SwitchedStore(ChunkStore store) {
        this.store = new ForwardingStore(store, call -> {
            if (off) {
                throw new ChunkException.Unreachable("the store is switched off");
            }
        });
    }

    /** The store. */
    public ChunkStore store() {
        return store;
    }

    /** Switches it. */
    public void off(boolean unplugged) {
        off = unplugged;
    }
}
