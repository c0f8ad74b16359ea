package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.journal.AcceptReport;
import io.slime.gateway.journal.Acceptance;
import io.slime.gateway.journal.AcceptanceRun;
import io.slime.metadata.backup.JournalHead;
import io.slime.metadata.foreign.ForeignContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** {@code /meta}: the safety of the metadata. */
final class MetaRoutes implements Routes {
    private final AdminCore core;

    MetaRoutes(AdminCore core) {
        this.core = core;
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        request.query();
        List<String> path = request.path();
        return switch (request.shape(0)) {
            case "GET backup" -> backup(request.call());
            case "GET journal" -> journal();
            case "GET accept" -> state();
            case "POST accept" -> accept(request.body("mode", "dry_run"));
            case "POST take-over" -> takeOver(request.body("cluster").text("cluster"));
            default -> throw wrong(path);
        };
    }

    private static Rejection wrong(List<String> path) {
        return switch (path.size() == 2 ? path.get(1) : "") {
            case "backup", "journal" -> Rejection.method("GET");
            case "accept" -> Rejection.method("GET, POST");
            case "take-over" -> Rejection.method("POST");
            default -> Rejection.notFound("no such route");
        };
    }

    private Answer journal() {
        JournalHead head = DatabaseCalls.ask(() -> core.metadata().journal().head());
        ObjectNode document = Json.document("journal")
                .put("timeline", head.timeline())
                .put("number", head.number())
                .put("full_number", head.fullNumber())
                .put("full_at", head.fullNumber() == 0 ? null : head.fullAt().toString())
                .put("full_bytes", head.fullBytes())
                .put("since_bytes", head.sinceBytes())
                .put("backlog", head.backlog());
        return Json.answer(document);
    }

    private Answer accept(JsonBody body) {
        Optional<Acceptance.Mode> mode = switch (body.optionalText("mode").orElse("")) {
            case "adopt" -> Optional.of(Acceptance.Mode.ADOPT);
            case "discard" -> Optional.of(Acceptance.Mode.DISCARD);
            case "" -> Optional.empty();
            default -> throw Rejection.badRequest("'mode' is adopt or discard");
        };
        boolean look = body.optionalTruth("dry_run").orElse(mode.isEmpty());
        if (!look && mode.isEmpty()) {
            throw Rejection.badRequest("'mode' is missing: adopt or discard");
        }
        core.acceptance().begin(look ? Optional.empty() : mode);
        return state();
    }

    private Answer state() {
        ObjectNode document = Json.document("acceptance");
        document.put(
                "frozen",
                DatabaseCalls.ask(() -> core.metadata().freezes().reason()).orElse(null));
        core.cluster().strangers().stream()
                .sorted()
                .map(UUID::toString)
                .forEach(document.putArray("other_clusters")::add);
        switch (core.acceptance().state()) {
            case AcceptanceRun.State.Idle _ -> document.put("state", "idle");
            case AcceptanceRun.State.Running _ -> document.put("state", "running");
            case AcceptanceRun.State.Failed(String reason) ->
                document.put("state", "failed").put("error", reason);
            case AcceptanceRun.State.Done(AcceptReport report) -> put(document, report);
        }
        return Json.answer(document);
    }

    private static void put(ObjectNode document, AcceptReport report) {
        document.put("state", report.done() ? "done" : "looked")
                .put("chunks", report.looked())
                .put("moved", report.moved());
        ObjectNode contents = document.putObject("contents");
        for (ForeignContent.State state : ForeignContent.State.values()) {
            contents.putObject(state.name().toLowerCase(Locale.ROOT))
                    .put("count", report.count(state).contents())
                    .put("bytes", report.count(state).bytes());
        }
    }

    /** Has an empty database take over the stores of a cluster; this gateway and all others are then to be started anew. */
    private Answer takeOver(String cluster) {
        UUID other;
        try {
            other = UUID.fromString(cluster);
        } catch (IllegalArgumentException e) {
            throw Rejection.badRequest("'" + cluster + "' is not the UUID of a cluster");
        }
        if (!core.cluster().strangers().contains(other)) {
            throw Rejection.of(409, "no store that answers belongs to cluster " + other);
        }
        if (!DatabaseCalls.ask(() -> core.metadata().takeOver(other))) {
            throw Rejection.of(409, "the database is not empty: it has stores or contents of its own");
        }
        return Json.answer(Json.document("take-over").put("cluster", other.toString()));
    }

    /** Streams a backup; one that breaks off resets the connection, and lacks its last block. */
    private Answer backup(HttpCall call) throws IOException {
        call.setHeader("Content-Type", "application/octet-stream");
        HttpCall.Output out = call.begin(200, -1);
        try {
            DatabaseCalls.ask(() -> core.metadata().backups().write(out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        out.finish();
        core.doctor().backedUp();
        return Answer.empty(200);
    }
}
