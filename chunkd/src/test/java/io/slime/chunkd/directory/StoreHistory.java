package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.disk.DiskModel;
import io.slime.chunkd.disk.DiskOp;
import io.slime.chunkd.disk.SimulatedDisk;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** Some random work on a store, several callers at a time, with damage, failing syncs and clean restarts in it. */
final class StoreHistory {
    private static final int IDS = 24;
    private static final int AT_ONCE = 4;

    private final RandomGenerator random;
    private final TrackedStore store;
    private final SimulatedDisk disk;
    private long era = 1;

    /** So many segments were rewritten and removed. */
    record Compacted(int segments) {}

    private StoreHistory(RandomGenerator random, TrackedStore store, SimulatedDisk disk) {
        this.random = random;
        this.store = store;
        this.disk = disk;
    }

    /** The log of so many rounds of work; it begins on {@link TrackedStore#formatted}. */
    static List<DiskOp> run(RandomGenerator random, int rounds) throws Exception {
        DiskModel model = TrackedStore.formatted();
        SimulatedDisk disk = new SimulatedDisk(model);
        try (TrackedStore store = new TrackedStore(disk)) {
            StoreHistory history = new StoreHistory(random, store, disk);
            for (int round = 0; round < rounds; round++) {
                history.round();
                disk.note(new Expected.Quiet("round " + round));
            }
        }
        return disk.log();
    }

    private void round() throws Exception {
        switch (random.nextInt(12)) {
            case 0 -> store.reopen();
            case 1 -> {
                era++;
                int segments = store.store().compact();
                if (segments > 0) {
                    disk.note(new Compacted(segments));
                }
            }
            case 2 -> store.delete(List.copyOf(ids(1 + random.nextInt(6))), era);
            case 3, 4 ->
                ids(6).stream()
                        .filter(id -> store.possible(id).equals(EnumSet.of(Seen.PRESENT)))
                        .findFirst()
                        .ifPresent(store::damage);
            case 5 -> {
                store.failNextSync();
                together(ids(1 + random.nextInt(AT_ONCE)));
                store.heal();
            }
            default -> together(ids(1 + random.nextInt(AT_ONCE)));
        }
    }

    private Set<ChunkId> ids(int count) {
        Set<ChunkId> ids = new LinkedHashSet<>();
        while (ids.size() < count) {
            ids.add(TrackedStore.id(random.nextInt(IDS)));
        }
        return ids;
    }

    private void together(Set<ChunkId> ids) throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (ChunkId id : ids) {
                int draw = random.nextInt(10);
                long now = era;
                calls.add(callers.submit(() -> act(id, draw, now)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        }
    }

    private void act(ChunkId id, int draw, long now) {
        if (draw < 6) {
            store.put(id, now);
        } else if (draw < 8) {
            store.delete(List.of(id), now);
        } else {
            store.read(id);
        }
    }
}
