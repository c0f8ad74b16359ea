package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.client.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The store whose scrub is meant, or all of them. */
final class ScrubTarget {
    @Parameters(
            arity = "0..1",
            paramLabel = "STORE",
            description = "UUID or name, or a part that only one store has; all stores without it")
    private @Nullable String store;

    /** Gives the order and says what follows; exit 3 if some store could not be told. */
    int order(Session session, String order, String sentence) {
        ObjectNode body = session.client().object();
        String who = "Every store";
        if (store != null) {
            JsonNode found = StoreChoice.find(session.client(), store);
            who = StoreTable.name(found);
            body.put("store", found.path("uuid").asText());
        }
        JsonNode answer = session.client().post("/scrub/" + order, body);
        for (JsonNode refused : answer.path("refused")) {
            session.terminal()
                    .err()
                    .println("not told: " + StoreTable.name(refused) + ": "
                            + refused.path("reason").asText());
        }
        boolean some = !answer.path("refused").isEmpty();
        if (!session.people()) {
            session.print(answer, JsonNode::toString);
        }
        session.done((some ? "Every other store" : who) + " " + sentence);
        return some ? Exit.DEGRADED : Exit.OK;
    }
}
