package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.StoreView;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

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

    /** Those of a cluster. */
    static Stores of(Cluster cluster) {
        Objects.requireNonNull(cluster);
        return () -> cluster.views().stream()
                .filter(view -> !view.dead())
                .map(StoreView::uuid)
                .map(cluster::reach)
                .flatMap(Optional::stream)
                .toList();
    }
}
