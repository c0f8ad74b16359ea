package io.slime.chunkd.client;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ChunkStoreContract;
import io.slime.chunkd.testing.MemoryStore;
import io.slime.chunkd.wire.ClusterSecret;
import java.util.Optional;

/** A store in memory, behind a chunk server that wants the secret proven. */
final class RemoteMemoryContractTest extends ChunkStoreContract {
    @Override
    protected ChunkStore open() {
        return new Served(new MemoryStore(), Optional.of(ClusterSecret.of("a secret of enough bytes")));
    }
}
