package io.slime.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime repair pause}. */
@Command(name = "pause", description = "Stop rebuilding missing chunks until resumed.")
final class RepairPause implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    RepairPause(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        session.client().post("/repair/pause", session.client().object());
        return session.done("Repair is paused: what is missing stays missing until \"slime repair resume\".");
    }
}
