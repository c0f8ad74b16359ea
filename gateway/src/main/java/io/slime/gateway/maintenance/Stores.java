package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.cluster.StoreView;
import io.slime.metadata.placement.Placement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The stores as the tasks need them. */
public interface Stores {
    /** The stores that were not given up and can be reached now. */
    List<ChunkStore> reachable();

    /** That store, if it is among {@link #reachable}. */
    default Optional<ChunkStore> reach(UUID store) {
        return reachable().stream()
                .filter(reachable -> reachable.uuid().equals(store))
                .findFirst();
    }

    /** The UUIDs of those that are {@link #reachable}, as far as is known: none is asked. */
    default Set<UUID> present() {
        return reachable().stream().map(ChunkStore::uuid).collect(Collectors.toSet());
    }

    /** Grows whenever a store can be reached that could not be before, also if it is away again by now. */
    default long arrivals() {
        return 0;
    }

    /** Takes note that a store did not come back in time. */
    default void stalled(UUID store) {}

    /** The store for reading, even if it was given up, if it can be reached now. */
    default Optional<ChunkStore> source(UUID store) {
        return reach(store);
    }

    /** Whether the store was given up or is forgotten, so that its chunks are to be rebuilt elsewhere. */
    boolean lost(UUID store);

    /** A store for a chunk of an extent whose other chunks are at {@code taken}, if there is one left. */
    Optional<UUID> spare(Collection<UUID> taken);

    /** The drive that a store is on: stores of one drive share its free space. */
    default String drive(UUID store) {
        return store.toString();
    }

    /** How many chunks the failure domain of {@code store} would hold of an extent whose chunk {@code index} lay there. */
    default int crowding(Placement placement, int index, UUID store) {
        String domain = domain(store);
        int others = 0;
        for (int slot = 0; slot < placement.stores().size(); slot++) {
            boolean same = slot != index
                    && placement
                            .stores()
                            .get(slot)
                            .filter(other -> domain(other).equals(domain))
                            .isPresent();
            others += same ? 1 : 0;
        }
        return others + 1;
    }

    /** The failure domain of a store. */
    default String domain(UUID store) {
        return store.toString();
    }

    /** Those of a cluster. */
    static Stores of(Cluster cluster, Placements placements) {
        return new Stores() {
            @Override
            public List<ChunkStore> reachable() {
                return cluster.views().stream()
                        .filter(view -> !view.dead())
                        .map(StoreView::uuid)
                        .map(cluster::reach)
                        .flatMap(Optional::stream)
                        .toList();
            }

            // Asks no other store: each time that one which failed is asked, the next one must wait.
            @Override
            public Optional<ChunkStore> reach(UUID store) {
                return cluster.view(store).filter(view -> !view.dead()).flatMap(view -> cluster.reach(store));
            }

            @Override
            public Set<UUID> present() {
                return cluster.views().stream()
                        .filter(view -> !view.dead())
                        .map(StoreView::uuid)
                        .filter(cluster.present()::contains)
                        .collect(Collectors.toSet());
            }

            @Override
            public long arrivals() {
                return cluster.arrivals();
            }

            @Override
            public void stalled(UUID store) {
                cluster.stalled(store);
            }

            @Override
            public Optional<ChunkStore> source(UUID store) {
                return cluster.reach(store);
            }

            @Override
            public boolean lost(UUID store) {
                return cluster.lost(store);
            }

            @Override
            public String drive(UUID store) {
                return cluster.view(store).flatMap(StoreView::drive).orElseGet(store::toString);
            }

            @Override
            public String domain(UUID store) {
                return cluster.view(store).map(StoreView::domain).orElseGet(store::toString);
            }

            @Override
            public Optional<UUID> spare(Collection<UUID> taken) {
                return placements.spare(taken);
            }
        };
    }
}
