package io.slime.gateway.wiring;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.client.ChunkServerClient;
import io.slime.chunkd.client.Credentials;
import io.slime.gateway.cluster.ChunkServers;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Chunk servers of other processes, each reached by a client of its own that keeps its connections. */
final class RemoteChunkServers implements ChunkServers, AutoCloseable {
    private static final int MAX_SERVERS = 1000;

    private final Credentials credentials;
    private final Map<String, ChunkServerClient> clients = new ConcurrentHashMap<>();

    RemoteChunkServers(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public List<StoreStatus> stores(String url) {
        return client(url).stores();
    }

    @Override
    public ChunkStore store(String url, UUID store) {
        return client(url).store(store);
    }

    private ChunkServerClient client(String url) {
        ChunkServerClient known = clients.get(url);
        if (known != null) {
            return known;
        }
        if (clients.size() >= MAX_SERVERS) {
            throw new ChunkException.Unreachable("a gateway reaches at most " + MAX_SERVERS + " chunk servers");
        }
        try {
            return clients.computeIfAbsent(url, name -> new ChunkServerClient(URI.create(name), credentials));
        } catch (IllegalArgumentException e) {
            throw new ChunkException.Unreachable("no chunk server can be at " + url + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        clients.values().forEach(ChunkServerClient::close);
    }
}
