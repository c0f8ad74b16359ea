package io.slime.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime scrub pause}. */
@Command(name = "pause", description = "Stop verifying one store or all until resumed, also over restarts.")
final class ScrubPause implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Mixin
    private final ScrubTarget target = new ScrubTarget();

    ScrubPause(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        return target.order(remote.open(), "pause", "is not verified until \"slime scrub resume\".");
    }
}
