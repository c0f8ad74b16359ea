package io.slime.chunkd.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.SmallChunk;
import io.slime.chunkd.disk.DiskModel;
import io.slime.chunkd.disk.DiskOp;
import io.slime.chunkd.disk.Loss;
import io.slime.chunkd.disk.SimulatedDisk;
import io.slime.chunkd.testing.Chunks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A store on a simulated drive, in whose log it is noted before and after each call what the call may change. */
final class TrackedStore implements AutoCloseable {
    static final Path DIRECTORY = Path.of("/store");
    static final int LIMIT = 40_000;
    private static final UUID EPOCH = new UUID(0x0198_c0ff_ee00_7abcL, 0x8def_0123_4567_89abL);
    private static final StoreOptions OPTIONS = new StoreOptions(
            LIMIT,
            147_456,
            OptionalLong.of(0),
            2,
            64,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ZERO,
            Optional.empty());

    private final SimulatedDisk disk;
    private final ConcurrentHashMap<ChunkId, Set<Seen>> possible = new ConcurrentHashMap<>();
    private DirectoryStore store;

    TrackedStore(SimulatedDisk disk) throws IOException {
        this.disk = disk;
        store = open(disk);
    }

    /** A drive with an empty store. */
    static DiskModel formatted() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(new DiskModel());
        StoreDirectory.format(disk, DIRECTORY, new UUID(1, 2));
        return disk.kill().afterPowerCut(Loss.ofAll());
    }

    static DirectoryStore open(SimulatedDisk disk) throws IOException {
        return DirectoryStore.open(disk, DIRECTORY, OPTIONS);
    }

    /** A chunk's id; every fourth chunk gets a file of its own, and every fifth belongs to another epoch. */
    static ChunkId id(int number) {
        UUID epoch = number % 5 == 4 ? new UUID(EPOCH.getMostSignificantBits(), -number) : EPOCH;
        return new ChunkId(epoch, number, 0, 0);
    }

    /** The content of a chunk follows from its id. */
    static byte[] content(ChunkId id) {
        int number = (int) id.number();
        int some = Math.floorMod(number * 7919, number % 3 == 0 ? LIMIT - 64 : 3000);
        return Chunks.bytes(number, number % 4 == 3 ? LIMIT + 1 + some : 64 + some);
    }

    static ChunkStat write(ChunkStore store, ChunkId id, long era) {
        byte[] data = content(id);
        try (ChunkWriter writer = store.create(id, data.length, era)) {
            writer.write(data, 0, data.length);
            return writer.finish(Chunks.description(id.number()));
        }
    }

    /** Reads a chunk; bytes other than its own fail the test. */
    static Seen look(ChunkStore store, ChunkId id) {
        byte[] data = content(id);
        try {
            assertThat(Chunks.get(store, id, data.length))
                    .as("content of " + id)
                    .isEqualTo(data);
            return Seen.PRESENT;
        } catch (ChunkException.Missing e) {
            return Seen.ABSENT;
        } catch (ChunkException.Quarantined e) {
            return Seen.QUARANTINED;
        }
    }

    Set<Seen> possible(ChunkId id) {
        return possible.getOrDefault(id, EnumSet.of(Seen.ABSENT));
    }

    private void note(ChunkId id, Set<Seen> now) {
        possible.put(id, now);
        disk.note(new Expected.Finds(id, now));
    }

    private Set<Seen> or(ChunkId id, Seen other) {
        EnumSet<Seen> all = EnumSet.copyOf(possible(id));
        all.add(other);
        return all;
    }

    /** Writes a chunk; says no if the store failed. */
    boolean put(ChunkId id, long era) {
        note(id, or(id, Seen.PRESENT));
        try {
            if (!startWithoutThread(id, era)) {
                ChunkStat stat = write(store, id, era);
                disk.note(new Expected.Answered(era, stat.stamp()));
            }
            note(id, EnumSet.of(Seen.PRESENT));
            return true;
        } catch (ChunkException.Unreachable | ChunkException.Full e) {
            return false;
        }
    }

    /** Writes a small chunk in the other way that there is, if the store takes it so. */
    private boolean startWithoutThread(ChunkId id, long era) {
        byte[] data = content(id);
        CompletableFuture<Optional<ChunkException>> ended = new CompletableFuture<>();
        SmallChunk chunk = new SmallChunk(id, data, data.length, era, Chunks.description(id.number()));
        if (id.number() % 2 == 0 || !store.start(chunk, ended::complete)) {
            return false;
        }
        ended.join().ifPresent(failure -> {
            throw failure;
        });
        return true;
    }

    /** Deletes chunks; says no if the store failed. */
    boolean delete(List<ChunkId> ids, long era) {
        ids.forEach(id -> note(id, or(id, Seen.ABSENT)));
        try {
            assertThat(store.delete(ids.stream().map(TrackedStore::anyStamp).toList(), era))
                    .isEmpty();
            ids.forEach(id -> note(id, EnumSet.of(Seen.ABSENT)));
            disk.note(new Expected.Answered(era, 0));
            return true;
        } catch (ChunkException.Unreachable | ChunkException.Full e) {
            return false;
        }
    }

    static ChunkDeletion anyStamp(ChunkId id) {
        return new ChunkDeletion(id, ChunkDeletion.ANY_STAMP);
    }

    void read(ChunkId id) {
        assertThat(possible(id)).as("what may be found of " + id).contains(look(store, id));
    }

    /** Damages all copies of a chunk on the drive, and lets a reader find out. */
    void damage(ChunkId id) {
        note(id, EnumSet.allOf(Seen.class));
        assertThat(disk.rot(Arrays.copyOf(content(id), 64))).isPositive();
        assertThat(look(store, id)).isEqualTo(Seen.QUARANTINED);
        note(id, EnumSet.of(Seen.QUARANTINED));
    }

    /** Lets one sync of a file fail: the next one. */
    void failNextSync() {
        boolean[] failed = {false};
        disk.setFaults(op -> {
            if (op instanceof DiskOp.Sync && !failed[0]) {
                failed[0] = true;
                return Optional.of(new IOException("the drive failed (planned by the test)"));
            }
            return Optional.empty();
        });
    }

    void heal() {
        disk.setFaults(op -> Optional.empty());
    }

    void reopen() throws IOException {
        store.close();
        store = open(disk);
    }

    DirectoryStore store() {
        return store;
    }

    @Override
    public void close() {
        store.close();
    }
}
