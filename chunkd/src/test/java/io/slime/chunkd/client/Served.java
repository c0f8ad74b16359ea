package io.slime.chunkd.client;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.server.ChunkServer;
import io.slime.chunkd.server.ChunkServerConfig;
import io.slime.chunkd.wire.ClusterSecret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A store behind a chunk server and a client of its own; closing it closes all of them. */
final class Served implements ChunkStore {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ChunkStore local;
    private final ChunkServer server;
    private final ChunkServerClient client;
    private final ChunkStore remote;

    Served(ChunkStore local, Optional<ClusterSecret> secret) {
        this(local, Credentials.of(secret));
    }

    /** With TLS both ways, if there is any. */
    Served(ChunkStore local, Credentials credentials) {
        this.local = local;
        ChunkServerConfig plain = ChunkServerConfig.of("127.0.0.1", 0, credentials.secret());
        server = ChunkServer.open(credentials.tls().map(plain::withTls).orElse(plain), List.of(local), threads);
        String scheme = credentials.tls().isPresent() ? "https" : "http";
        client = new ChunkServerClient(
                URI.create(scheme + "://127.0.0.1:" + server.address().getPort()), credentials);
        remote = client.store(local.uuid());
    }

    @Override
    public UUID uuid() {
        return remote.uuid();
    }

    @Override
    public StoreStatus status() {
        return remote.status();
    }

    @Override
    public void bind(UUID cluster) {
        remote.bind(cluster);
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        return remote.create(id, length, era);
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        remote.read(id, from, length, into, offset);
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        return remote.stat(id);
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        return remote.describe(id);
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        return remote.delete(deletions, era);
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        return remote.list(after, limit);
    }

    @Override
    public StoreStatus scrub(ScrubOrder order) {
        return remote.scrub(order);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        threads.close();
        local.close();
    }
}
