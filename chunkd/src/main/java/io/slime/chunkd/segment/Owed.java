package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Records that are no chunk's live one any more, but not marked dead yet: their chunks were written again or moved. They
 * must be marked before the live record may go, else they would come back when the store is opened again.
 */
final class Owed {
    private final Map<ChunkId, List<Place>> places = new ConcurrentHashMap<>();

    void add(ChunkId id, Place place) {
        places.merge(id, List.of(place), (known, more) -> {
            List<Place> all = new ArrayList<>(known);
            all.addAll(more);
            return all;
        });
    }

    List<Place> of(ChunkId id) {
        return places.getOrDefault(id, List.of());
    }

    Set<ChunkId> ids() {
        return Set.copyOf(places.keySet());
    }

    /** The chunks of places in a segment. */
    List<ChunkId> in(int segment) {
        return ids().stream()
                .filter(id -> of(id).stream().anyMatch(place -> place.segment() == segment))
                .toList();
    }

    /** Forgets every place in a segment. */
    void removeAll(int segment) {
        for (ChunkId id : ids()) {
            of(id).stream().filter(place -> place.segment() == segment).forEach(place -> remove(id, place));
        }
    }

    boolean remove(ChunkId id, Place place) {
        boolean[] removed = {false};
        places.computeIfPresent(id, (key, known) -> {
            List<Place> rest = new ArrayList<>(known);
            removed[0] = rest.remove(place);
            return rest.isEmpty() ? null : rest;
        });
        return removed[0];
    }
}
