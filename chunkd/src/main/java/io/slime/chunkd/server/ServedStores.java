package io.slime.chunkd.server;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.wire.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The stores of a chunk server, and how each was when it last answered. */
final class ServedStores {
    private volatile Map<UUID, ChunkStore> stores = Map.of();
    private final Map<UUID, StoreStatus> last = new ConcurrentHashMap<>();
    private final Executor threads;
    private final Duration wait;

    ServedStores(List<? extends ChunkStore> stores, Executor threads, Duration wait) {
        stores.forEach(this::add);
        this.threads = threads;
        this.wait = wait;
    }

    /**
     * Serves one more.
     *
     * @throws IllegalArgumentException if a store of its UUID is served already
     */
    synchronized void add(ChunkStore store) {
        Map<UUID, ChunkStore> more = new LinkedHashMap<>(stores);
        if (more.put(store.uuid(), store) != null) {
            throw new IllegalArgumentException("two stores have the UUID " + store.uuid()
                    + ": one directory is a copy of the other; serve only one of them");
        }
        stores = Collections.unmodifiableMap(more);
    }

    Set<UUID> uuids() {
        return stores.keySet();
    }

    /**
     * The store of that UUID.
     *
     * @throws Refusal if it is not here
     */
    ChunkStore get(UUID uuid) {
        ChunkStore store = stores.get(uuid);
        if (store == null) {
            throw new Refusal(ErrorCode.NO_SUCH_STORE, "no store " + uuid + " here; GET /uuids lists those that are");
        }
        return store;
    }

    /** How all are; one that does not answer in time holds up nobody, and its error says so. */
    List<StoreStatus> statuses() {
        Map<UUID, ChunkStore> served = stores;
        List<CompletableFuture<StoreStatus>> asked = served.values().stream()
                .map(store -> CompletableFuture.supplyAsync(store::status, threads)
                        .orTimeout(wait.toMillis(), TimeUnit.MILLISECONDS))
                .toList();
        List<StoreStatus> statuses = new ArrayList<>();
        int at = 0;
        for (UUID uuid : served.keySet()) {
            statuses.add(result(uuid, asked.get(at++)));
        }
        return statuses;
    }

    private StoreStatus result(UUID uuid, CompletableFuture<StoreStatus> asked) {
        try {
            StoreStatus status = asked.join();
            last.put(uuid, status);
            return status;
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return broken(uuid, "it did not answer in " + wait.toSeconds() + " s");
            }
            if (e.getCause() instanceof ChunkException failure) {
                return broken(uuid, String.valueOf(failure.getMessage()));
            }
            throw e;
        }
    }

    private StoreStatus broken(UUID uuid, String why) {
        StoreStatus known = last.getOrDefault(
                uuid, new StoreStatus(uuid, new UUID(0, 0), "", Optional.empty(), 0, 0, 0, 0, 0, Optional.empty()));
        return new StoreStatus(
                        uuid,
                        known.session(),
                        known.name(),
                        known.cluster(),
                        known.era(),
                        0,
                        known.capacity(),
                        known.chunks(),
                        known.quarantined(),
                        Optional.of(why))
                .at(known.location());
    }
}
