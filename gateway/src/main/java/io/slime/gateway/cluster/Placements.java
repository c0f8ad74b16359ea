package io.slime.gateway.cluster;

import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.placement.PlacementTable;
import io.slime.metadata.transaction.MetadataException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Where extents go. Per redundancy, new extents share a bounded set of placements (copysets, after Cidon et al., USENIX ATC 2013):
 * few distinct groups make it rare that stores which fail together are all of some extent's.
 */
public final class Placements {
    private final Cluster cluster;
    private final PlacementTable table;
    private final Spread spread;
    private final Map<Redundancy, ActivePlacements> active = new ConcurrentHashMap<>();

    /** Places extents on the stores of that cluster; chance is used under a lock, so it need not be thread safe. */
    public Placements(Cluster cluster, PlacementTable table, RandomGenerator random) {
        this.cluster = cluster;
        this.table = table;
        this.spread = new Spread(random);
    }

    /**
     * A placement for a new extent, over the stores that can be reached now. Slots are empty while there are fewer of these than
     * {@code total}.
     *
     * @throws StorageException.Unavailable if there are fewer than {@code need}, or the database does not answer
     */
    public Placement choose(Redundancy redundancy) {
        ActivePlacements set = active.get(redundancy);
        if (set == null) {
            set = active.computeIfAbsent(redundancy, key -> new ActivePlacements(key, cluster, table, spread));
        }
        ActivePlacements chosen = set;
        return asked(chosen::choose);
    }

    /** A store that may take over from one that failed: usable, and none of {@code taken}; of a new failure domain if possible. */
    public Optional<UUID> spare(Collection<UUID> taken) {
        return spread.oneMore(cluster.candidates(), taken);
    }

    /**
     * The placement with exactly these stores.
     *
     * @throws StorageException.Unavailable if the database does not answer
     */
    public Placement exactly(Redundancy redundancy, List<Optional<UUID>> stores) {
        return asked(() -> table.create(redundancy, stores));
    }

    /**
     * The placement of that id.
     *
     * @throws StorageException.Unavailable if the database does not answer
     */
    public Placement find(long id) {
        return asked(() -> table.find(id))
                .orElseThrow(() -> new StorageException.Unreadable("placement " + id + " is not in the database"));
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (MetadataException e) {
            throw new StorageException.Unavailable("no placement from the database: " + e.getMessage(), e);
        }
    }
}
