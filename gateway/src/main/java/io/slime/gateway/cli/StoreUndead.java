package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime store undead}: a store that was declared dead takes part again. */
@Command(name = "undead", description = "Take a dead store back into service.")
final class StoreUndead implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "STORE", description = "UUID or name, or a part that only one store has")
    private String store = "";

    StoreUndead(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        JsonNode found = StoreChoice.find(session.client(), store);
        session.client()
                .post(StoreChoice.route(found) + "/undead", session.client().object());
        return session.done(StoreTable.name(found) + " is active again");
    }
}
