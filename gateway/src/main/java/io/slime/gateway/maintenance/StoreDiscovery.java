package io.slime.gateway.maintenance;

import java.time.Duration;

/** Looks which stores are there. */
public final class StoreDiscovery implements Task {
    private final Runnable pass;

    /** Runs a pass of discovery each time. */
    public StoreDiscovery(Runnable pass) {
        this.pass = pass;
    }

    @Override
    public String name() {
        return "store-discovery";
    }

    @Override
    public Pace pace() {
        return Pace.every(Duration.ofSeconds(30));
    }

    @Override
    public boolean run() {
        pass.run();
        return false;
    }
}
