package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime store list}: all stores. */
@Command(name = "list", description = "List the stores.")
final class StoreList implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    StoreList(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return show(session, session.client().get("/stores"));
    }

    static int show(Session session, JsonNode stores) {
        return session.print(
                stores,
                answer -> StoreTable.of(
                                answer.path("stores"),
                                session.terminal().clock().instant(),
                                session.wide())
                        .toString());
    }
}
