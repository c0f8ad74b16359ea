package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime store delete}: forget a dead store that nothing depends on any more. */
@Command(
        name = "delete",
        description = "Forget a store; refused unless it is dead, not connected, and nothing depends on it.")
final class StoreDelete implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "STORE", description = "UUID or name, or a part that only one store has")
    private String store = "";

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    StoreDelete(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        JsonNode found = StoreChoice.find(session.client(), store);
        String name = StoreTable.name(found);
        session.confirm(
                yes,
                "Forget " + name + " (" + StoreChoice.shortUuid(found)
                        + ")?\n  The cluster will not know it any more; its directory is left as it is.",
                name);
        session.client().delete(StoreChoice.route(found));
        return session.done(name + " is forgotten");
    }
}
