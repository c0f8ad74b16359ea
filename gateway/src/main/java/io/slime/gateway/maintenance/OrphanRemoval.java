package io.slime.gateway.maintenance;

import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.reconcile.ChunkNames;

/**
 * Deletes chunks of closed epochs that nothing names. Foreign chunks, whose epoch the database does not know, are counted and
 * left alone; so are those whose extent names another store. Nothing is deleted while deletion is frozen.
 */
public final class OrphanRemoval implements Task {
    private final Freeze freeze;
    private final StoreWalk walk;
    private final Pace pace;
    private final OrphanVisitor visitor;

    /** Looks chunks up in those names, and deletes with the era of those epochs. */
    public OrphanRemoval(ChunkNames names, EpochTable epochs, Freeze freeze, Round round) {
        this.freeze = freeze;
        this.walk = round.walk(name());
        this.pace = round.pace();
        this.visitor = new OrphanVisitor(names, epochs, freeze);
    }

    @Override
    public String name() {
        return "orphan-removal";
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public boolean run() {
        return !freeze.holds() && walk.step(visitor);
    }
}
