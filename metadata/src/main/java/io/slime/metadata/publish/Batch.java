package io.slime.metadata.publish;

import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ContentRows;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.garbage.GarbageTable;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.repair.MissingChunks;
import io.slime.metadata.repair.RepairTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Several changes in one transaction, no two of one key. Contents are inserted before what references them; those whose
 * precondition then fails are taken out again. Each step is one statement for all changes that it concerns.
 */
final class Batch {
    private final Connection connection;
    private final List<Publish> changes;
    private final Guards guards;
    private final Rooms rooms;
    private final @Nullable PublishResult[] results;
    private final List<ContentId> garbage = new ArrayList<>();

    private Batch(Connection connection, List<Publish> changes, Guards guards, Rooms rooms) {
        this.connection = connection;
        this.changes = changes;
        this.guards = guards;
        this.rooms = rooms;
        this.results = new @Nullable PublishResult[changes.size()];
    }

    /** Makes the changes within the transaction of the connection; the results, in the order of the changes. */
    static List<PublishResult> run(
            Connection connection, List<Publish> changes, Function<Long, Placement> placements, Rooms rooms)
            throws SQLException {
        Guards guards = Guards.read(connection, changes, placements);
        return new Batch(connection, changes, guards, rooms).run();
    }

    private List<PublishResult> run() throws SQLException {
        for (int i = 0; i < results.length; i++) {
            results[i] = guards.refusal(changes.get(i)).orElse(null);
        }
        rooms.refusals(changes, guards).forEach((i, refusal) -> results[i] = refusal);
        insertContents();
        for (Versioning versioning : Versioning.values()) {
            List<Integer> open = open(change -> guards.versioning(change) == versioning);
            if (!open.isEmpty()) {
                ObjectStep step = new ObjectStep(connection, versioning);
                open.forEach(i -> step.add(i, guards.locked(changes.get(i))));
                step.run().forEach((i, result) -> results[i] = result);
                garbage.addAll(step.garbage());
            }
        }
        List<Integer> parts = open(Publish.PutPart.class::isInstance);
        if (!parts.isEmpty()) {
            garbage.addAll(PartStep.run(
                    connection,
                    parts.stream().map(i -> (Publish.PutPart) changes.get(i)).toList()));
            parts.forEach(i -> results[i] = new PublishResult.PartKept());
        }
        removeFailed();
        GarbageTable.add(connection, garbage);
        queueRepairs();
        return Arrays.stream(results).map(Objects::requireNonNull).toList();
    }

    private List<Integer> open(Predicate<Publish> which) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null && which.test(changes.get(i))) {
                open.add(i);
            }
        }
        return open;
    }

    private void insertContents() throws SQLException {
        List<NewContent> fresh = new ArrayList<>();
        for (int i : open(change -> true)) {
            switch (Guards.source(changes.get(i))) {
                case Source.Fresh(NewContent content) -> fresh.add(content);
                case Source.Sliced sliced ->
                    ContentRows.insertParts(
                            connection,
                            sliced.id(),
                            List.of(new ContentRows.Cut(
                                    1, guards.content(sliced.slice().content()), sliced.slice())));
                case null, default -> {}
            }
        }
        ContentRows.insert(connection, fresh);
    }

    private void removeFailed() throws SQLException {
        Set<ContentId> failed = new HashSet<>();
        for (int i = 0; i < results.length; i++) {
            Source source = Guards.source(changes.get(i));
            if (source != null
                    && !(source instanceof Source.Shared)
                    && !succeeded(results[i])
                    && !(results[i] instanceof PublishResult.QuotaExceeded)
                    && guards.refusal(changes.get(i)).isEmpty()) {
                failed.add(source.id());
            }
        }
        ContentRows.remove(connection, failed);
    }

    private void queueRepairs() throws SQLException {
        for (int i = 0; i < results.length; i++) {
            if (succeeded(results[i]) && Guards.source(changes.get(i)) instanceof Source.Fresh(NewContent content)) {
                for (MissingChunks missing : guards.missing(content)) {
                    RepairTable.queue(connection, missing);
                }
            }
        }
    }

    private static boolean succeeded(@Nullable PublishResult result) {
        return result instanceof PublishResult.Published || result instanceof PublishResult.PartKept;
    }
}
