package io.slime.metadata.publish;

import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.object.Expected;
import io.slime.metadata.object.NewVersion;
import io.slime.metadata.object.ObjectRows;
import io.slime.metadata.object.ObjectVersion;
import io.slime.metadata.object.VersionRows;
import io.slime.metadata.object.Written;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of a batch that writes objects of one versioning: at most one statement per kind of precondition. */
final class ObjectStep {
    private final Connection connection;
    private final Versioning versioning;
    private final List<Item> items = new ArrayList<>();
    private final Map<Integer, PublishResult> results = new HashMap<>();
    private final List<ContentId> garbage = new ArrayList<>();

    ObjectStep(Connection connection, Versioning versioning) {
        this.connection = connection;
        this.versioning = versioning;
    }

    /** Adds a change of an object; others are ignored. */
    void add(int index, Publish change) {
        switch (change) {
            case Publish.Put put ->
                items.add(new Item(index, put.path(), put.precondition(), Optional.of(version(put))));
            case Publish.Remove remove
            when versioning == Versioning.OFF ->
                items.add(new Item(index, remove.path(), remove.precondition(), Optional.empty()));
            case Publish.Remove remove ->
                items.add(new Item(
                        index,
                        remove.path(),
                        remove.precondition(),
                        Optional.of(NewVersion.marker(remove.path(), versionId()))));
            default -> {}
        }
    }

    /** Writes; the results by index. */
    Map<Integer, PublishResult> run() throws SQLException {
        Map<String, Item> waiting = new LinkedHashMap<>();
        items.forEach(item -> waiting.put(item.path, item));
        upsert(false, Precondition.None.class, waiting);
        upsert(true, Precondition.IfAbsent.class, waiting);
        replace(waiting);
        remove(waiting);
        if (!waiting.isEmpty()) {
            explain(waiting);
        }
        if (versioning == Versioning.SUSPENDED) {
            garbage.addAll(VersionRows.removeNull(
                    connection,
                    items.stream()
                            .filter(item -> made(results.get(item.index)))
                            .map(item -> item.path)
                            .toList()));
        }
        return results;
    }

    /** The contents that lost a reference. */
    List<ContentId> garbage() {
        return garbage;
    }

    private void upsert(boolean ifAbsent, Class<? extends Precondition> kind, Map<String, Item> waiting)
            throws SQLException {
        List<NewVersion> versions = waiting.values().stream()
                .filter(item -> kind.isInstance(item.precondition))
                .flatMap(item -> item.version.stream())
                .toList();
        if (!versions.isEmpty()) {
            written(ObjectRows.upsert(connection, versioning, ifAbsent, versions), waiting);
        }
    }

    private void replace(Map<String, Item> waiting) throws SQLException {
        List<Item> replacing = waiting.values().stream()
                .filter(item -> item.version.isPresent() && item.expected().isPresent())
                .toList();
        if (!replacing.isEmpty()) {
            written(
                    ObjectRows.replace(
                            connection,
                            versioning,
                            replacing.stream()
                                    .map(item -> item.expected().orElseThrow())
                                    .toList(),
                            replacing.stream()
                                    .map(item -> item.version.orElseThrow())
                                    .toList()),
                    waiting);
        }
    }

    private void written(Map<String, Written> rows, Map<String, Item> waiting) {
        for (Written row : rows.values()) {
            Item item = waiting.remove(row.path());
            if (item == null) {
                throw new IllegalStateException("the database wrote " + row.path() + " unasked");
            }
            ObjectVersion version = row.version(item.version.orElseThrow());
            results.put(
                    item.index,
                    version.deleteMarker()
                            ? new PublishResult.Removed(Optional.of(version), row.existed())
                            : new PublishResult.Published(version));
            row.replaced().ifPresent(garbage::add);
        }
    }

    private void remove(Map<String, Item> waiting) throws SQLException {
        List<Expected> removing = waiting.values().stream()
                .filter(item -> item.version.isEmpty() && !(item.precondition instanceof Precondition.IfAbsent))
                .map(item -> item.expected().orElseGet(() -> Expected.anything(item.path)))
                .toList();
        if (removing.isEmpty()) {
            return;
        }
        ObjectRows.remove(connection, removing).forEach((path, content) -> {
            Item item = waiting.remove(path);
            if (item != null) {
                results.put(item.index, new PublishResult.Removed(Optional.empty(), true));
            }
            content.ifPresent(garbage::add);
        });
    }

    private void explain(Map<String, Item> waiting) throws SQLException {
        Map<String, ObjectRows.Obstacle> obstacles = ObjectRows.obstacles(connection, waiting.keySet());
        for (Item item : waiting.values()) {
            results.put(item.index, item.failure(Optional.ofNullable(obstacles.get(item.path))));
        }
    }

    private static boolean made(@Nullable PublishResult result) {
        return switch (result) {
            case PublishResult.Published _ -> true;
            case PublishResult.Removed removed -> removed.marker().isPresent();
            case null, default -> false;
        };
    }

    private NewVersion version(Publish.Put put) {
        Facts facts = put.facts();
        return new NewVersion(
                put.path(),
                versionId(),
                Optional.of(put.source().id()),
                put.source().size(),
                facts.etag(),
                facts.attributes(),
                facts.tags(),
                facts.lock());
    }

    private String versionId() {
        return versioning == Versioning.ENABLED ? UUID.randomUUID().toString().replace("-", "") : ObjectVersion.NULL_ID;
    }

    /** A change of one path; no version means that the row is to go. */
    private record Item(int index, String path, Precondition precondition, Optional<NewVersion> version) {
        Optional<Expected> expected() {
            return switch (precondition) {
                case Precondition.None none -> Optional.empty();
                case Precondition.IfAbsent absent -> Optional.empty();
                case Precondition.IfPresent present -> Optional.of(Expected.anything(path));
                case Precondition.IfMatch(String etag) ->
                    Optional.of(new Expected(path, Optional.of(etag), Optional.empty(), Optional.empty()));
                case Precondition.IfOrder _, Precondition.IfBehind _, Precondition.IfAlone _ ->
                    throw new IllegalArgumentException("asked only of a version that is named");
                case Precondition.IfCurrent(long order, ContentId content) ->
                    Optional.of(new Expected(path, Optional.empty(), Optional.of(order), Optional.of(content)));
            };
        }

        PublishResult failure(Optional<ObjectRows.Obstacle> obstacle) {
            if (obstacle.isPresent()) {
                return obstacle.get() == ObjectRows.Obstacle.LOCKED
                                && expected().isEmpty()
                                && !(precondition instanceof Precondition.IfAbsent)
                        ? new PublishResult.Locked()
                        : new PublishResult.PreconditionFailed();
            }
            return version.isEmpty() && expected().isEmpty()
                    ? new PublishResult.Removed(Optional.empty(), false)
                    : new PublishResult.Absent();
        }
    }
}
