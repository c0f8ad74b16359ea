package io.slime.gateway.maintenance;

import java.time.Duration;

/** Looks which stores are there: at all of them twice a minute, and every few seconds at those that were away. */
public final class StoreDiscovery implements Task {
    private static final int PROBES = 10;

    private final Runnable pass;
    private final Runnable probe;
    private int runs;

    /** Runs a pass of discovery each time, or only a probe of the stores that are away. */
    public StoreDiscovery(Runnable pass, Runnable probe) {
        this.pass = pass;
        this.probe = probe;
    }

    @Override
    public String name() {
        return "store-discovery";
    }

    @Override
    public Pace pace() {
        return Pace.every(Duration.ofSeconds(3));
    }

    @Override
    public boolean run() {
        if (runs % PROBES == 0) {
            pass.run(); // one that fails is tried again, and noticed, before others are probed
            runs++;
        } else {
            runs++;
            probe.run();
        }
        return false;
    }
}
