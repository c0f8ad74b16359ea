package io.slime.chunkd.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.disk.DiskModel;
import io.slime.chunkd.disk.DiskOp;
import io.slime.chunkd.disk.Loss;
import io.slime.chunkd.disk.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens what is left of a store, and looks whether it keeps its promises; then works on it, cuts the power again with
 * the loss of all that was not synced, and looks whether what was found the first time is still so.
 */
final class Aftermath {
    private static final int NEW_SMALL = 1000;
    private static final int NEW_LARGE = 1003;

    private final SimulatedDisk disk;
    private final Expected expected;

    Aftermath(SimulatedDisk disk, Expected expected) {
        this.disk = disk;
        this.expected = expected;
    }

    void check() throws IOException {
        DirectoryStore first = TrackedStore.open(disk);
        DiskModel left;
        try {
            look(first);
            work(first);
        } finally {
            left = disk.kill();
            first.close();
        }
        SimulatedDisk after = new SimulatedDisk(left.afterPowerCut(Loss.ofAll()));
        DirectoryStore second = TrackedStore.open(after);
        try {
            look(second);
        } finally {
            after.kill();
            second.close();
        }
    }

    /** What is found now must be found from now on. */
    private void look(DirectoryStore store) {
        List<ChunkId> present = new ArrayList<>();
        long quarantined = 0;
        for (Map.Entry<ChunkId, Set<Seen>> each : Map.copyOf(expected.chunks()).entrySet()) {
            Seen seen = TrackedStore.look(store, each.getKey());
            assertThat(each.getValue())
                    .as("what may be found of " + each.getKey())
                    .contains(seen);
            expected.chunks().put(each.getKey(), EnumSet.of(seen));
            if (seen == Seen.PRESENT) {
                present.add(each.getKey());
            }
            quarantined += seen == Seen.QUARANTINED ? 1 : 0;
        }
        assertThat(store.list(Optional.empty(), 1000))
                .extracting(ChunkStat::id)
                .as("the listing")
                .containsExactlyElementsOf(present.stream().sorted().toList());
        StoreStatus status = store.status();
        assertThat(status.chunks()).as("count").isEqualTo(present.size());
        assertThat(status.quarantined()).as("count of quarantine").isEqualTo(quarantined);
        assertThat(status.era()).as("era").isGreaterThanOrEqualTo(expected.era());
    }

    private void work(DirectoryStore store) {
        for (int number : new int[] {NEW_SMALL, NEW_LARGE}) {
            ChunkId id = TrackedStore.id(number);
            assertThat(TrackedStore.write(store, id, 1000).stamp()).as("stamp").isGreaterThan(expected.stamp());
            expected.chunks().put(id, EnumSet.of(Seen.PRESENT));
        }
        // Those that are absent are deleted once more: nothing may bring them back.
        List<ChunkId> gone = new ArrayList<>();
        int index = 0;
        for (Map.Entry<ChunkId, Set<Seen>> each : expected.chunks().entrySet()) {
            if (each.getValue().contains(Seen.ABSENT) || ++index % 7 == 0) {
                gone.add(each.getKey());
            }
        }
        if (!gone.isEmpty()) {
            store.delete(gone.stream().map(TrackedStore::anyStamp).toList(), 1001);
            gone.forEach(id -> expected.chunks().put(id, EnumSet.of(Seen.ABSENT)));
        }
        expected.apply(new DiskOp.Note(new Expected.Answered(1000, 0)));
    }
}
