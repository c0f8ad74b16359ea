package io.slime.metadata.publish;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.object.Json;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The part of a batch that keeps parts of uploads, by one statement. */
final class PartStep {
    private PartStep() {}

    /** Keeps parts, replacing earlier ones of their numbers; the contents of those. */
    static List<ContentId> run(Connection connection, List<Publish.PutPart> parts) throws SQLException {
        return Sql.list(
                        connection,
                        "INSERT INTO slime.part AS p (upload, number, content_epoch, content_number, size, etag, checksum, "
                                + "attributes, modified) SELECT n.upload, n.number, n.epoch, n.content, n.size, n.etag, "
                                + "n.checksum, n.attributes::jsonb, date_trunc('milliseconds', now()) FROM unnest(?::text[], "
                                + "?::int[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[]) "
                                + "AS n(upload, number, epoch, content, size, etag, checksum, attributes) "
                                + "ON CONFLICT (upload, number) DO UPDATE SET content_epoch = excluded.content_epoch, "
                                + "content_number = excluded.content_number, previous_epoch = p.content_epoch, "
                                + "previous_number = p.content_number, size = excluded.size, etag = excluded.etag, "
                                + "checksum = excluded.checksum, attributes = excluded.attributes, "
                                + "modified = excluded.modified RETURNING p.previous_epoch, p.previous_number",
                        row -> {
                            Optional<UUID> epoch = Sql.optionalUuid(row, "previous_epoch");
                            return epoch.isEmpty()
                                    ? Optional.<ContentId>empty()
                                    : Optional.of(new ContentId(epoch.get(), row.getLong("previous_number")));
                        },
                        parts.stream().map(Publish.PutPart::upload).toArray(String[]::new),
                        parts.stream().map(Publish.PutPart::number).toArray(Integer[]::new),
                        parts.stream().map(part -> part.source().id().epoch()).toArray(UUID[]::new),
                        parts.stream().map(part -> part.source().id().number()).toArray(Long[]::new),
                        parts.stream().map(part -> part.source().size()).toArray(Long[]::new),
                        parts.stream().map(Publish.PutPart::etag).toArray(String[]::new),
                        parts.stream().map(part -> part.checksum().orElse(null)).toArray(String[]::new),
                        parts.stream().map(part -> Json.of(part.attributes())).toArray(String[]::new))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
