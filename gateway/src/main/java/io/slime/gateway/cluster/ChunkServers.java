package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import java.util.List;
import java.util.UUID;

/** The way to chunk servers, by their URLs. */
public interface ChunkServers {
    /**
     * How the stores of a chunk server are; asks it.
     *
     * @param url {@code http://host:port}
     * @throws ChunkException.Unreachable if nothing answers there, or no chunk server
     */
    List<StoreStatus> stores(String url);

    /** A store at a chunk server; makes no call, and may be asked for again and again. */
    ChunkStore store(String url, UUID store);
}
