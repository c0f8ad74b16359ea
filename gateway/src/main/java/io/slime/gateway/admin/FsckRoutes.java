package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.fsck.Finding;
import io.slime.gateway.fsck.Fsck;
import io.slime.gateway.fsck.FsckListener;
import io.slime.gateway.fsck.FsckRequest;
import io.slime.gateway.fsck.FsckSummary;
import io.slime.metadata.reference.Use;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /fsck}: GET checks and changes nothing, POST also repairs; one line for each finding. */
final class FsckRoutes implements StreamedRoutes {
    private final Fsck fsck;

    FsckRoutes(Fsck fsck) {
        this.fsck = fsck;
    }

    @Override
    public void write(AdminRequest request, LineStream lines) {
        Map<String, String> query = request.query("prefix", "deep", "after");
        String method = request.call().method();
        if (request.path().size() > 1) {
            throw Rejection.notFound("no such route");
        }
        if (!method.equals("GET") && !method.equals("POST")) {
            throw Rejection.method("GET, POST");
        }
        String deep = query.getOrDefault("deep", "false");
        if (!deep.equals("true") && !deep.equals("false")) {
            throw Rejection.badRequest("deep is true or false");
        }
        lines.line(end(fsck.run(wanted(query, method.equals("POST")), new Lines(lines))));
    }

    private static FsckRequest wanted(Map<String, String> query, boolean repair) {
        Optional<String> after = Optional.ofNullable(query.get("after"));
        try {
            return new FsckRequest(
                    Optional.ofNullable(query.get("prefix")),
                    query.getOrDefault("deep", "false").equals("true"),
                    repair,
                    after);
        } catch (IllegalArgumentException e) {
            throw Rejection.badRequest("'" + after.orElse("") + "' is no cursor");
        }
    }

    private record Lines(LineStream lines) implements FsckListener {
        @Override
        public void found(Finding finding) {
            lines.line(line(finding));
        }

        @Override
        public void progress(String cursor, long extents) {
            lines.line(
                    Json.object().put("type", "progress").put("cursor", cursor).put("extents", extents));
        }
    }

    private static String word(Finding.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode line(Finding finding) {
        ObjectNode line = Json.object().put("type", "finding").put("kind", word(finding.kind()));
        finding.content().ifPresent(content -> line.put("content", content.epoch() + "." + content.number()));
        finding.position().ifPresent(position -> line.put("extent", position));
        finding.chunk().ifPresent(chunk -> line.put("chunk", chunk));
        finding.store().ifPresent(store -> line.put("store", store.toString()));
        if (!finding.uses().isEmpty()) {
            ArrayNode uses = line.putArray("of");
            for (Use use : finding.uses()) {
                uses.addObject()
                        .put("path", use.path())
                        .put(use.kind() == Use.Kind.UPLOAD ? "upload" : "version", use.id());
            }
        }
        if (!finding.detail().isEmpty()) {
            line.put("detail", finding.detail());
        }
        if (!finding.done().isEmpty()) {
            line.put("done", finding.done());
        }
        return line;
    }

    private static ObjectNode end(FsckSummary summary) {
        ObjectNode end = Json.object()
                .put("type", "end")
                .put("extents", summary.extents())
                .put("chunks", summary.chunks())
                .put("unknown", summary.unknown());
        ObjectNode found = end.putObject("found");
        long problems = 0;
        for (Map.Entry<Finding.Kind, Long> entry : summary.found().entrySet()) {
            found.put(word(entry.getKey()), entry.getValue());
            problems += entry.getValue();
        }
        boolean data = summary.found().containsKey(Finding.Kind.LOST)
                || summary.found().containsKey(Finding.Kind.UNREADABLE);
        return end.put("problems", problems).put("state", problems == 0 ? "clean" : data ? "unreadable" : "problems");
    }
}
