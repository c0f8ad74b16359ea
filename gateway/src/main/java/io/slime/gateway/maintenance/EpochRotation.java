package io.slime.gateway.maintenance;

import io.slime.gateway.cluster.Epochs;
import java.time.Duration;

/** Opens a new epoch now and then, so that old ones close and what failed writes left in them can be told from what is yet to come. */
public final class EpochRotation implements Task {
    private final Epochs epochs;

    /** Rotates these epochs. */
    public EpochRotation(Epochs epochs) {
        this.epochs = epochs;
    }

    @Override
    public String name() {
        return "epoch-rotation";
    }

    @Override
    public Pace pace() {
        return Pace.every(Duration.ofMinutes(5));
    }

    @Override
    public boolean run() {
        epochs.rotate();
        return false;
    }
}
