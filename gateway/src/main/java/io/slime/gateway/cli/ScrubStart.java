package io.slime.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime scrub start}. */
@Command(name = "start", description = "Begin a full pass over one store or all now, or go on with the one under way.")
final class ScrubStart implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Mixin
    private final ScrubTarget target = new ScrubTarget();

    ScrubStart(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        return target.order(remote.open(), "start", "is being verified in full.");
    }
}
