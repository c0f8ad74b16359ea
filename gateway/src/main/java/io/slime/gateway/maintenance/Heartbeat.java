package io.slime.gateway.maintenance;

import io.slime.gateway.cluster.Pulse;
import java.time.Duration;

/** Gives this gateway's signs of life, by which others know that its epochs are still in use. */
public final class Heartbeat implements Task {
    /** From one sign to the next. */
    static final Duration PERIOD = Duration.ofSeconds(2);

    private final Pulse pulse;

    /** Beats that pulse. */
    public Heartbeat(Pulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public String name() {
        return "heartbeat";
    }

    @Override
    public Pace pace() {
        return Pace.every(PERIOD);
    }

    @Override
    public boolean run() {
        pulse.beat();
        return false;
    }
}
