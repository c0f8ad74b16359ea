package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.http.Answer;
import io.slime.metadata.repair.RepairTable;
import io.slime.metadata.task.TaskRow;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /repair}: what lacks chunks, how the repair gets on, and its brake. */
final class RepairRoutes implements Routes {
    private static final String TASK = "repair";
    private static final String PAUSED = "paused by an operator";
    private static final int REASONS = 10;

    private final AdminCore core;
    private final InstantSource clock;

    RepairRoutes(AdminCore core, InstantSource clock) {
        this.core = core;
        this.clock = clock;
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        request.query();
        return switch (request.shape(0)) {
            case "GET" -> now();
            case "POST pause" -> {
                request.body();
                pause(true);
                yield now();
            }
            case "POST resume" -> {
                request.body();
                pause(false);
                yield now();
            }
            default -> throw wrong(request.path());
        };
    }

    private static Rejection wrong(List<String> path) {
        boolean brake =
                path.size() == 2 && (path.get(1).equals("pause") || path.get(1).equals("resume"));
        return path.size() == 1
                ? Rejection.method("GET")
                : brake ? Rejection.method("POST") : Rejection.notFound("no such route");
    }

    private void pause(boolean paused) {
        DatabaseCalls.ask(() -> {
            core.metadata().tasks().pause(TASK, paused, paused ? Optional.of(PAUSED) : Optional.empty());
            return true;
        });
    }

    private Answer now() {
        RepairTable repairs = core.metadata().repairs();
        Map<Integer, Long> bySpare = DatabaseCalls.ask(repairs::histogram);
        Map<String, Long> postponed = DatabaseCalls.ask(() -> repairs.postponed(REASONS));
        Optional<TaskRow> row = DatabaseCalls.ask(() -> core.metadata().tasks().find(TASK));
        ObjectNode document = Json.document("repair");
        TaskJson.put(document, row.orElseGet(() -> TaskJson.never(TASK)), clock.instant());
        document.put(
                "waiting", bySpare.values().stream().mapToLong(Long::longValue).sum());
        ArrayNode spare = document.putArray("by_spare");
        bySpare.forEach(
                (chunks, extents) -> spare.addObject().put("spare", chunks).put("extents", extents));
        ArrayNode later = document.putArray("postponed");
        postponed.forEach(
                (reason, extents) -> later.addObject().put("reason", reason).put("extents", extents));
        return Json.answer(document);
    }
}
