package io.slime.chunkd.testing;

import io.slime.chunkd.chunk.ChunkStore;

final class MemoryStoreTest extends ChunkStoreContract {
    @Override
    protected ChunkStore open() {
        return new MemoryStore(1L << 40);
    }
}
