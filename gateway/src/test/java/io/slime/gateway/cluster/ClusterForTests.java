package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.erasure.Redundancy;
import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** What a gateway knows of its stores, with chunk servers that are only a map. */
final class ClusterForTests implements AutoCloseable {
    private final Metadata metadata;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Servers servers = new Servers();
    private final AtomicLong nanos = new AtomicLong();
    private final Cluster cluster;
    private final Discovery discovery;
    private final Placements placements;
    private final StoreAdministration administration;

    ClusterForTests(MetadataUrl url, FakeStore... own) {
        metadata = Metadata.open(MetadataConfig.of(url));
        cluster = new Cluster(metadata.cluster(), nanos::get);
        discovery = new Discovery(
                cluster, new Discovery.Stores(List.of(own), servers), metadata.stores(), UUID.randomUUID(), threads);
        placements = new Placements(cluster, metadata.placements(), new Random(5));
        administration = new StoreAdministration(
                cluster,
                discovery,
                metadata.stores(),
                new RedundancySetting(metadata.redundancy(), new Redundancy(2, 3), nanos::get));
        discovery.pass();
    }

    Metadata metadata() {
        return metadata;
    }

    Cluster cluster() {
        return cluster;
    }

    Discovery discovery() {
        return discovery;
    }

    Placements placements() {
        return placements;
    }

    StoreAdministration administration() {
        return administration;
    }

    /** Lets time pass. */
    void pass(long seconds) {
        nanos.addAndGet(seconds * 1_000_000_000L);
    }

    /** Puts a chunk server at a URL. */
    void serve(String url, FakeStore... stores) {
        Map<UUID, FakeStore> there = new HashMap<>();
        for (FakeStore store : stores) {
            there.put(store.uuid(), store);
        }
        servers.byUrl.put(url, there);
    }

    /** Takes the chunk server away. */
    void unserve(String url) {
        servers.byUrl.remove(url);
    }

    StoreView view(FakeStore store) {
        return cluster.views().stream()
                .filter(view -> view.uuid().equals(store.uuid()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        threads.close();
        metadata.close();
    }

    private static final class Servers implements ChunkServers {
        private final Map<String, Map<UUID, FakeStore>> byUrl = new ConcurrentHashMap<>();

        @Override
        public List<StoreStatus> stores(String url) {
            return at(url).values().stream().map(FakeStore::status).toList();
        }

        @Override
        public ChunkStore store(String url, UUID store) {
            FakeStore found = at(url).get(store);
            if (found == null) {
                throw new ChunkException.Unreachable("no such store");
            }
            return found;
        }

        private Map<UUID, FakeStore> at(String url) {
            Map<UUID, FakeStore> there = byUrl.get(url);
            if (there == null) {
                throw new ChunkException.Unreachable("nothing answers at " + url);
            }
            return there;
        }
    }
}
