package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which stores take over. Extents of one placement whose chunk must go elsewhere go to the same store for a while, so that few
 * new placements arise.
 */
final class Spares {
    private static final int REMEMBERED = 1000;
    private static final int USES = 500;

    private final Stores stores;
    private final Map<Slot, Choice> chosen = new LinkedHashMap<>();

    Spares(Stores stores) {
        this.stores = stores;
    }

    private record Slot(long placement, int index) {}

    private record Choice(UUID store, int uses) {}

    /** A store for chunk {@code index} of an extent on that placement, none of {@code taken}. */
    synchronized Optional<ChunkStore> choose(long placement, int index, Set<UUID> taken) {
        Slot slot = new Slot(placement, index);
        Choice last = chosen.get(slot);
        if (last != null && last.uses() < USES && !taken.contains(last.store())) {
            Optional<ChunkStore> again = stores.reach(last.store());
            if (again.isPresent()) {
                chosen.put(slot, new Choice(last.store(), last.uses() + 1));
                return again;
            }
        }
        Optional<ChunkStore> fresh = stores.spare(taken).flatMap(stores::reach);
        fresh.ifPresent(store -> {
            if (chosen.size() >= REMEMBERED) {
                chosen.clear();
            }
            chosen.put(slot, new Choice(store.uuid(), 1));
        });
        return fresh;
    }
}
