package io.slime.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime redundancy get}: what is set. */
@Command(name = "get", description = "Show the redundancy of new objects.")
final class RedundancyGet implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    RedundancyGet(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return session.print(session.client().get("/redundancy"), RedundancyCommand::sentence);
    }
}
