package io.slime.gateway.maintenance;

import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.Discovery;
import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.cluster.Placements;
import io.slime.gateway.cluster.Pulse;
import io.slime.gateway.extent.Eraser;
import io.slime.metadata.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** All tasks of a gateway, put together. */
public final class Upkeep {
    private static final Duration ORPHANS = Duration.ofMinutes(1);
    private static final Duration MISSING = Duration.ofMinutes(10);

    private final Metadata metadata;
    private final UUID gateway;
    private final Stores stores;
    private final Freeze freeze;
    private final Crew crew;

    /** The upkeep that a gateway does of what the database and the stores of a cluster hold. */
    public Upkeep(Metadata metadata, UUID gateway, Cluster cluster, Crew crew) {
        this.crew = crew;
        this.metadata = metadata;
        this.gateway = gateway;
        this.stores = Stores.of(
                cluster,
                new Placements(
                        cluster, metadata.placements(), new SplittableRandom(gateway.getLeastSignificantBits())));
        this.freeze = new Freeze(metadata.freezes(), metadata.epochs(), stores);
    }

    /** Whether deletion is frozen, and why: for people to see. */
    public Freeze freeze() {
        return freeze;
    }

    /** The stores of the cluster. */
    public Stores stores() {
        return stores;
    }

    /** What every gateway must do for itself. */
    public List<Task> ofGateway(Pulse pulse, Epochs epochs, Discovery discovery) {
        return List.of(
                new Heartbeat(pulse),
                new EpochRotation(epochs),
                new StoreDiscovery(discovery::pass, discovery::probe),
                new EraWatch(freeze));
    }

    /** What must be done by some gateway of the cluster; several may try. */
    public List<Task> ofCluster(Eraser eraser, Reencode.Contents contents) {
        return List.of(
                new EraStep(metadata, freeze, stores, gateway),
                new EpochFencing(metadata.epochs(), gateway),
                new Reclaim(metadata.garbage(), metadata.tasks(), freeze, eraser::erase, gateway),
                new UploadExpiry(metadata.uploads(), metadata.settings(), metadata.tasks(), gateway),
                new OrphanRemoval(metadata, freeze, round(ORPHANS)),
                new MissingSearch(metadata, round(MISSING)),
                new Repair(metadata, stores, gateway, crew),
                new Drain(metadata, gateway),
                new Reencode(metadata, stores, gateway, crew, contents),
                new Rebalance(new ChunkMove(metadata, gateway, freeze, crew.throttle()), stores, crew));
    }

    private Round round(Duration period) {
        return Round.every(period, stores, metadata.tasks(), gateway);
    }
}
