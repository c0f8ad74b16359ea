package io.slime.gateway.maintenance;

import io.slime.metadata.Metadata;

/** Compares what each store should hold with what it lists, and queues what is missing for repair. */
public final class MissingSearch implements Task {
    private final StoreWalk walk;
    private final Pace pace;
    private final MissingVisitor visitor;

    /** Compares the stores with that metadata. */
    public MissingSearch(Metadata metadata, Round round) {
        this.walk = round.walk(name());
        this.pace = round.pace();
        this.visitor = new MissingVisitor(metadata);
    }

    @Override
    public String name() {
        return "missing-search";
    }

    @Override
    public Pace pace() {
        return pace;
    }

    @Override
    public boolean run() {
        return walk.step(visitor);
    }
}
