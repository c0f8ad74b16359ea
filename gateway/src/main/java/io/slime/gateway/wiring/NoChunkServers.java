package io.slime.gateway.wiring;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.gateway.cluster.ChunkServers;
import java.util.List;
import java.util.UUID;

/** No way to chunk servers. */
final class NoChunkServers implements ChunkServers {
    @Override
    public List<StoreStatus> stores(String url) {
        throw new ChunkException.Unreachable("this gateway reaches no chunk server");
    }

    @Override
    public ChunkStore store(String url, UUID store) {
        throw new ChunkException.Unreachable("this gateway reaches no chunk server");
    }
}
