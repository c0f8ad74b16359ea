package io.slime.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime scrub resume}. */
@Command(name = "resume", description = "Go on verifying one store or all.")
final class ScrubResume implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Mixin
    private final ScrubTarget target = new ScrubTarget();

    ScrubResume(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        return target.order(remote.open(), "resume", "is verified again.");
    }
}
