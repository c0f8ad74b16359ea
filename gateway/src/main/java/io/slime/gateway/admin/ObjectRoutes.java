package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.fsck.ChunkState;
import io.slime.gateway.fsck.ExtentState;
import io.slime.gateway.fsck.ObjectCheck;
import io.slime.gateway.fsck.WholeDigests;
import io.slime.gateway.object.ObjectVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** {@code /objects/map}, {@code /objects/verify} and {@code /objects/versions}: one object, line by line. */
final class ObjectRoutes implements StreamedRoutes {
    private static final int MOST_VERSIONS = 10_000;

    private final ObjectCheck check;
    private final Cluster cluster;
    private final Kind kind;

    /** What is asked for. */
    enum Kind {
        MAP,
        VERIFY,
        VERSIONS
    }

    ObjectRoutes(ObjectCheck check, Cluster cluster, Kind kind) {
        this.check = check;
        this.cluster = cluster;
        this.kind = kind;
    }

    @Override
    public void write(AdminRequest request, LineStream lines) {
        Map<String, String> query = kind == Kind.VERSIONS ? request.query("path") : request.query("path", "version");
        if (request.path().size() > 2) {
            throw Rejection.notFound("no such route");
        }
        if (!request.call().method().equals("GET")) {
            throw Rejection.method("GET");
        }
        String path = query.getOrDefault("path", "");
        if (kind == Kind.VERSIONS) {
            versions(path, lines);
            return;
        }
        ObjectVersion version = check.find(path, Optional.ofNullable(query.get("version")))
                .orElseThrow(() -> Rejection.notFound("there is no object " + path));
        if (kind == Kind.MAP) {
            map(version, lines);
        } else {
            verify(version, lines);
        }
    }

    private void versions(String path, LineStream lines) {
        List<io.slime.metadata.object.ObjectVersion> versions = check.versions(path, MOST_VERSIONS);
        if (versions.isEmpty()) {
            throw Rejection.notFound("there is no object " + path);
        }
        boolean current = true;
        for (io.slime.metadata.object.ObjectVersion version : versions) {
            ObjectNode line = Json.object()
                    .put("type", "version")
                    .put("path", version.path())
                    .put("version", version.versionId())
                    .put("current", current)
                    .put("delete_marker", version.deleteMarker());
            Json.putTime(line, "modified", Optional.of(version.modified()))
                    .put("size", version.size())
                    .put("etag", version.etag());
            version.content().ifPresent(content -> line.put("content", content.epoch() + "." + content.number()));
            lines.line(line);
            current = false;
        }
        lines.line(Json.object().put("type", "end").put("versions", versions.size()));
    }

    private void map(ObjectVersion version, LineStream lines) {
        Totals totals = new Totals();
        Map<UUID, String> names = names();
        check.extents(version, false, state -> {
            totals.add(state);
            lines.line(extent(state, names));
        });
        lines.line(totals.end(version));
    }

    private void verify(ObjectVersion version, LineStream lines) {
        Totals totals = new Totals();
        Map<UUID, String> names = names();
        check.extents(version, true, state -> {
            totals.add(state);
            if (!state.bad().isEmpty() || !state.readable()) {
                lines.line(extent(state, names));
            }
        });
        try {
            for (WholeDigests.Outcome outcome : check.digests(version)) {
                totals.wrongDigests += outcome.right() ? 0 : 1;
                lines.line(Json.object()
                        .put("type", "digest")
                        .put("name", outcome.name())
                        .put("expected", outcome.expected())
                        .put("found", outcome.found())
                        .put("right", outcome.right()));
            }
        } catch (StorageException e) {
            totals.unreadable++;
            lines.line(Json.object().put("type", "unreadable").put("detail", e.reason()));
        }
        lines.line(totals.end(version));
    }

    private Map<UUID, String> names() {
        return cluster.views().stream().collect(Collectors.toMap(StoreView::uuid, StoreView::name));
    }

    private static ObjectNode extent(ExtentState state, Map<UUID, String> names) {
        ObjectNode line = Json.object()
                .put("type", "extent")
                .put("content", state.content().epoch() + "." + state.content().number())
                .put("extent", state.row().position())
                .put("start", state.row().start())
                .put("length", state.row().length())
                .put("need", state.placement().redundancy().need())
                .put("total", state.placement().redundancy().total())
                .put("good", state.good());
        ArrayNode chunks = line.putArray("chunks");
        for (ChunkState chunk : state.chunks()) {
            ObjectNode node = chunks.addObject().put("chunk", chunk.index());
            chunk.store().ifPresent(store -> node.put("store", store.toString()).put("name", names.get(store)));
            node.put("state", chunk.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (!chunk.detail().isEmpty()) {
                node.put("detail", chunk.detail());
            }
        }
        return line;
    }

    /** What adds up on the way. */
    private static final class Totals {
        private long extents;
        private long chunks;
        private long bad;
        private long unreadable;
        private long wrongDigests;

        void add(ExtentState state) {
            extents++;
            chunks += state.good();
            bad += state.bad().size();
            unreadable += state.readable() ? 0 : 1;
        }

        ObjectNode end(ObjectVersion version) {
            String state = unreadable > 0 || wrongDigests > 0 ? "unreadable" : bad > 0 ? "problems" : "whole";
            return Json.object()
                    .put("type", "end")
                    .put("path", version.path())
                    .put("version", version.versionId())
                    .put("size", version.size())
                    .put("extents", extents)
                    .put("chunks", chunks)
                    .put("bad", bad)
                    .put("state", state);
        }
    }
}
