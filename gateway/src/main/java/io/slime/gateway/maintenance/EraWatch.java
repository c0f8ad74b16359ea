package io.slime.gateway.maintenance;

import java.time.Duration;

/** Compares the eras of the stores that this gateway reaches with the database's, and learns whether others froze deletion. */
public final class EraWatch implements Task {
    private final Freeze freeze;

    /** Keeps that freeze up to date. */
    public EraWatch(Freeze freeze) {
        this.freeze = freeze;
    }

    @Override
    public String name() {
        return "era-watch";
    }

    @Override
    public Pace pace() {
        return Pace.every(Duration.ofSeconds(10));
    }

    @Override
    public boolean run() {
        freeze.check();
        freeze.holds();
        return false;
    }
}
