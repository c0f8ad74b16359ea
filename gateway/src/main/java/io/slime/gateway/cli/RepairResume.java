package io.slime.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime repair resume}. */
@Command(name = "resume", description = "Let missing chunks be rebuilt again.")
final class RepairResume implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    RepairResume(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        session.client().post("/repair/resume", session.client().object());
        return session.done("Repair goes on.");
    }
}
