package io.slime.metadata.publish;

import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.extent.ContentRows;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.extent.PartSummary;
import io.slime.metadata.extent.Slice;
import io.slime.metadata.garbage.GarbageTable;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Json;
import io.slime.metadata.object.ObjectTable;
import io.slime.metadata.object.ObjectVersion;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Completes one upload: one content row, one row a part, the object, and the upload gone. */
final class Completion {
    private final Connection connection;
    private final Publish.Complete complete;
    private final Rooms rooms;
    private long kept;

    private Completion(Connection connection, Publish.Complete complete, Rooms rooms) {
        this.connection = connection;
        this.complete = complete;
        this.rooms = rooms;
    }

    static PublishResult run(Connection connection, Publish.Complete complete, Rooms rooms) throws SQLException {
        return new Completion(connection, complete, rooms).run();
    }

    private PublishResult run() throws SQLException {
        Optional<Optional<ContentKey>> upload = Sql.first(
                connection,
                "SELECT encode(data_key, 'hex') AS key, encryption->>'scheme' AS scheme FROM slime.upload "
                        + "WHERE id = ? AND path = ? FOR UPDATE",
                row -> ExtentTable.key(row.getString("key"), row.getString("scheme")),
                complete.upload(),
                complete.path());
        if (upload.isEmpty()) {
            return completedBefore();
        }
        Map<Integer, ContentId> parts = new HashMap<>();
        Map<Integer, String> checksums = new HashMap<>();
        Sql.list(
                connection,
                "SELECT number, content_epoch, content_number, size, attributes FROM slime.part WHERE upload = ?",
                row -> {
                    kept += row.getLong("size");
                    checksums.put(
                            row.getInt("number"),
                            PartSummary.text(
                                    Json.attributes(row.getString("attributes")).checksums()));
                    return parts.put(
                            row.getInt("number"),
                            new ContentId(Sql.uuid(row, "content_epoch"), row.getLong("content_number")));
                },
                complete.upload());
        for (CompletedPart part : complete.parts()) {
            if (!part.content().equals(parts.get(part.number()))) {
                return new PublishResult.NoSuchPart(part.number());
            }
        }
        long size = ContentRows.insertParts(connection, complete.whole(), cuts(checksums), upload.get());
        Publish.Put put = new Publish.Put(
                complete.path(), true, new Source.Shared(complete.whole(), size), facts(), complete.precondition());
        PublishResult result = Batch.run(connection, List.of(put), Guards.placements(Map.of()), rooms.completing(kept))
                .getFirst();
        if (result instanceof PublishResult.Published) {
            // Those that the whole now holds are no garbage, as reclaim will find.
            GarbageTable.add(connection, parts.values());
            Sql.update(connection, "DELETE FROM slime.part WHERE upload = ?", complete.upload());
            Sql.update(connection, "DELETE FROM slime.upload WHERE id = ?", complete.upload());
        } else {
            ContentRows.remove(connection, List.of(complete.whole()));
        }
        return result;
    }

    private List<ContentRows.Cut> cuts(Map<Integer, String> checksums) throws SQLException {
        Map<ContentId, Content> contents = ContentRows.find(
                connection,
                complete.parts().stream().map(CompletedPart::content).toList());
        List<ContentRows.Cut> cuts = new ArrayList<>();
        for (CompletedPart part : complete.parts()) {
            Content content = contents.get(part.content());
            if (content == null) {
                throw new SQLException("part " + part + " has no content");
            }
            if (content.size() > 0) {
                cuts.add(new ContentRows.Cut(
                        part.number(),
                        Optional.ofNullable(checksums.get(part.number())).filter(text -> !text.isEmpty()),
                        content,
                        new Slice(content.id(), 0, content.size())));
            }
        }
        return cuts;
    }

    private Facts facts() {
        Facts facts = complete.facts();
        Attributes attributes = facts.attributes()
                .withFact(Attributes.UPLOAD, complete.upload())
                .withFact(Attributes.PART_COUNT, String.valueOf(complete.parts().size()));
        return new Facts(facts.etag(), attributes, facts.tags(), facts.lock());
    }

    /** A Complete that is sent again, because its answer got lost, is answered as the first. */
    private PublishResult completedBefore() throws SQLException {
        Optional<ObjectVersion> version = Sql.first(
                connection,
                "SELECT " + ObjectTable.COLUMNS + " FROM slime.object o WHERE o.path = ?",
                ObjectTable::version,
                complete.path());
        return version.filter(
                        found -> found.attributes().fact(Attributes.UPLOAD).equals(Optional.of(complete.upload())))
                .<PublishResult>map(PublishResult.Published::new)
                .orElseGet(PublishResult.NoSuchUpload::new);
    }
}
