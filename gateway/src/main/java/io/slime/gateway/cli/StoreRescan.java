package io.slime.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime store rescan}: look at all known chunk servers now rather than within 30 seconds. */
@Command(name = "rescan", description = "Look at all known chunk servers now.")
final class StoreRescan implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    StoreRescan(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return StoreList.show(
                session,
                session.client().post("/stores/rescan", session.client().object()));
    }
}
