package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes chunks at many stores at once; what cannot be deleted in time is left to reconcile. */
final class Deletions {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
    private static final int PAGE = 1000;

    private final Workshop workshop;
    private final Map<ChunkStore, List<ChunkDeletion>> byStore = new LinkedHashMap<>();

    Deletions(Workshop workshop) {
        this.workshop = workshop;
    }

    void add(ChunkStore store, ChunkId chunk) {
        byStore.computeIfAbsent(store, key -> new ArrayList<>()).add(new ChunkDeletion(chunk, ChunkDeletion.ANY_STAMP));
    }

    /** Deletes them in that era, and waits for that at most so many nanoseconds. Throws nothing. */
    void run(long nanos, long era) {
        CountDownLatch done = new CountDownLatch(byStore.size());
        byStore.forEach((store, deletions) -> workshop.threads().execute(() -> {
            try {
                delete(store, deletions, era);
            } finally {
                done.countDown();
            }
        }));
        try {
            if (!done.await(nanos, TimeUnit.NANOSECONDS)) {
                LOG.warn("{} stores take long to delete chunks: what stays is found by reconcile", done.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(ChunkStore store, List<ChunkDeletion> deletions, long era) {
        try {
            for (int from = 0; from < deletions.size(); from += PAGE) {
                store.delete(deletions.subList(from, Math.min(from + PAGE, deletions.size())), era);
            }
        } catch (ChunkException e) {
            LOG.warn("chunks stay at store {} until they are found by reconcile: {}", store.uuid(), e.getMessage());
        }
    }
}
