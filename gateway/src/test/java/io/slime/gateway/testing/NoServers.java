package io.slime.gateway.testing;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.gateway.cluster.ChunkServers;
import java.util.List;
import java.util.UUID;

/** No chunk server anywhere. */
public final class NoServers implements ChunkServers {
    @Override
    public List<StoreStatus> stores(String url) {
        throw new ChunkException.Unreachable("no server at " + url);
    }

    @Override
    public ChunkStore store(String url, UUID store) {
        throw new ChunkException.Unreachable("no server at " + url);
    }
}
