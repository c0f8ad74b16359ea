package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime store dead}: a store will not come back, or shall be emptied. */
@Command(name = "dead", description = "Declare a store dead: its data is rebuilt on the others.")
final class StoreDead implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "STORE", description = "UUID or name, or a part that only one store has")
    private String store = "";

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    StoreDead(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        JsonNode found = StoreChoice.find(session.client(), store);
        String name = StoreTable.name(found);
        String undo = "\"slime store undead " + StoreChoice.shortUuid(found) + "\" reverses this.";
        session.confirm(
                yes,
                "Mark " + name + " (" + StoreChoice.shortUuid(found) + ") dead?\n  It holds "
                        + Human.bytes(found.path("used")) + ", " + Human.count(found.path("chunks"))
                        + " chunks. Slime will rewrite them elsewhere.\n  Nothing is deleted; " + undo,
                name);
        session.client()
                .post(StoreChoice.route(found) + "/dead", session.client().object());
        return session.done(name + " is dead, its data is being rebuilt on the others. " + undo);
    }
}
