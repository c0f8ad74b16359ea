package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.metadata.transaction.Sql;
import java.util.Optional;

/** {@code /healthz}: the process serves. {@code /readyz}: the database answers, and at least {@code need} stores do. */
final class Health {
    private final AdminCore core;
    private final AdminFacts facts;

    Health(AdminCore core, AdminFacts facts) {
        this.core = core;
        this.facts = facts;
    }

    Answer healthy() {
        return Json.answer(Json.document("health").put("version", facts.version()));
    }

    Answer ready() {
        Optional<String> down = database();
        int reachable = core.cluster().usable();
        int need = core.stores().redundancy().need();
        Optional<String> leaving =
                core.leaving().getAsBoolean() ? Optional.of("this gateway is about to stop") : Optional.empty();
        Optional<String> reason = leaving.or(() -> down)
                .or(() -> reachable >= need
                        ? Optional.empty()
                        : Optional.of(reachable + " of " + need + " stores that are needed can be reached"));
        ObjectNode document =
                Json.document("ready").put("ready", reason.isEmpty()).put("database", down.isEmpty());
        document.putObject("stores").put("reachable", reachable).put("need", need);
        document.put("reason", reason.orElse(null));
        return Json.answer(reason.isEmpty() ? 200 : 503, document);
    }

    private Optional<String> database() {
        try {
            DatabaseCalls.ask(() -> core.metadata()
                    .transactions()
                    .statement(connection -> Sql.only(connection, "SELECT 1", row -> row.getInt(1))));
            return Optional.empty();
        } catch (StorageException e) {
            return Optional.of("the database does not answer: " + e.reason());
        }
    }
}
