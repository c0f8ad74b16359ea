package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The relative free space of the stores, as it is and as it will be after what is planned. Used by one thread. */
final class Balance {
    private final Map<UUID, Space> spaces = new LinkedHashMap<>();

    private record Space(double free, double capacity, String drive) {
        double relativeFree() {
            return capacity <= 0 ? 0 : free / capacity;
        }
    }

    private Balance() {}

    /** Asks the stores. */
    static Balance of(Stores stores) {
        Balance balance = new Balance();
        for (ChunkStore store : stores.reachable()) {
            try {
                StoreStatus status = store.status();
                balance.spaces.put(
                        store.uuid(), new Space(status.free(), status.capacity(), stores.drive(store.uuid())));
            } catch (ChunkException e) {
                // It neither gives nor takes this time.
                balance.spaces.remove(store.uuid());
            }
        }
        return balance;
    }

    /** By how much of its size the emptiest store has more free space than the fullest. */
    double gap() {
        double most =
                spaces.values().stream().mapToDouble(Space::relativeFree).max().orElse(0);
        double least =
                spaces.values().stream().mapToDouble(Space::relativeFree).min().orElse(0);
        return most - least;
    }

    List<UUID> fullestFirst() {
        return spaces.keySet().stream()
                .sorted(Comparator.comparingDouble(this::relativeFree))
                .toList();
    }

    List<UUID> emptiestFirst() {
        return fullestFirst().reversed();
    }

    double relativeFree(UUID store) {
        return space(store).relativeFree();
    }

    /** Whether the target has so much more free space, also after it took so many bytes. */
    boolean worthwhile(UUID from, UUID to, long bytes, double gap) {
        Space target = space(to);
        double after = target.capacity() <= 0 ? 0 : (target.free() - bytes) / target.capacity();
        return !space(from).drive().equals(target.drive()) && after - relativeFree(from) > gap;
    }

    /** Takes note that so many bytes will move. */
    void moved(UUID from, UUID to, long bytes) {
        spaces.computeIfPresent(
                from, (uuid, space) -> new Space(space.free() + bytes, space.capacity(), space.drive()));
        spaces.computeIfPresent(to, (uuid, space) -> new Space(space.free() - bytes, space.capacity(), space.drive()));
    }

    /** About how many chunks of that size are yet to move: what the fuller stores hold above the average. */
    long chunksLeft(long bytes) {
        double free = spaces.values().stream().mapToDouble(Space::free).sum();
        double capacity = spaces.values().stream().mapToDouble(Space::capacity).sum();
        if (capacity <= 0 || bytes <= 0) {
            return 0;
        }
        double surplus = spaces.values().stream()
                .mapToDouble(space -> Math.max(0, free / capacity * space.capacity() - space.free()))
                .sum();
        return (long) (surplus / bytes);
    }

    private Space space(UUID store) {
        Space space = spaces.get(store);
        if (space == null) {
            throw new IllegalStateException("store " + store + " was not asked");
        }
        return space;
    }
}
