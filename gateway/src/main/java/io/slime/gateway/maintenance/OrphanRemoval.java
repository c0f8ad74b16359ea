package io.slime.gateway.maintenance;

import io.slime.metadata.Metadata;

/**
 * Deletes chunks of closed epochs that nothing names, and those whose extent names another store which has them. Foreign chunks,
 * whose epoch the database does not know, are counted and left alone. Nothing is deleted while deletion is frozen.
 */
public final class OrphanRemoval implements Task {
    private final Freeze freeze;
    private final StoreWalk walk;
    private final Pace pace;
    private final OrphanVisitor visitor;

    /** Looks chunks up in that metadata. */
    public OrphanRemoval(Metadata metadata, Freeze freeze, Round round) {
        this.freeze = freeze;
        this.walk = round.walk(name());
        this.pace = round.pace();
        this.visitor = new OrphanVisitor(metadata, round.stores(), freeze);
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
