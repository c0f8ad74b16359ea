package io.slime.metadata.foreign;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The findings of a survey of the stores, and the epochs that it met and the database does not know. */
public final class ForeignTable {
    /** In whose name foreign epochs are opened while contents of them are adopted. */
    private static final UUID ADOPTER = new UUID(0, 0);

    private static final UUID FIRST = new UUID(0, 0);
    private static final String CHUNK = "epoch, number, position, slot, store, length, moved";
    private static final String CONTENT = "epoch, number, path, upload, part, written, size, state";

    static final String MOVED =
            "SELECT " + CHUNK + " FROM slime.foreign_chunk WHERE moved ORDER BY epoch, number, position LIMIT ?";

    private final Transactions transactions;

    /** Uses these transactions. */
    public ForeignTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Forgets what an earlier survey found, and what an adoption that broke off left open. */
    public void clear() {
        transactions.lengthy(connection -> {
            Sql.update(connection, "DELETE FROM slime.foreign_chunk");
            Sql.update(connection, "DELETE FROM slime.foreign_content");
            return Sql.update(connection, "DELETE FROM slime.epoch WHERE gateway = ? AND closed IS NULL", ADOPTER);
        });
    }

    /** Keeps findings; one that is there already stays. */
    public void add(List<ForeignChunk> chunks) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "INSERT INTO slime.foreign_chunk (" + CHUNK + ") SELECT n.* FROM unnest(?::uuid[], ?::bigint[], "
                        + "?::int[], ?::int[], ?::uuid[], ?::bigint[], ?::boolean[]) AS n ON CONFLICT DO NOTHING",
                chunks.stream().map(chunk -> chunk.content().epoch()).toArray(UUID[]::new),
                chunks.stream().map(chunk -> chunk.content().number()).toArray(Long[]::new),
                chunks.stream().map(ForeignChunk::position).toArray(Integer[]::new),
                chunks.stream().map(ForeignChunk::index).toArray(Integer[]::new),
                chunks.stream().map(ForeignChunk::store).toArray(UUID[]::new),
                chunks.stream().map(ForeignChunk::length).toArray(Long[]::new),
                chunks.stream().map(ForeignChunk::moved).toArray(Boolean[]::new)));
    }

    /** Contents of which foreign chunks were found, in order, behind {@code after}. */
    public List<ContentId> contents(Optional<ContentId> after, int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT DISTINCT epoch, number FROM slime.foreign_chunk WHERE NOT moved AND (epoch, number) > (?, ?) "
                        + "ORDER BY epoch, number LIMIT ?",
                ForeignTable::id,
                after.map(ContentId::epoch).orElse(FIRST),
                after.map(ContentId::number).orElse(-1L),
                limit));
    }

    /** The foreign chunks of a content, by position and index. */
    public List<ForeignChunk> chunks(ContentId content) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT " + CHUNK + " FROM slime.foreign_chunk WHERE epoch = ? AND number = ? AND NOT moved "
                        + "ORDER BY position, slot, store",
                ForeignTable::chunk,
                content.epoch(),
                content.number()));
    }

    /** Chunks that the database has elsewhere, at most {@code limit}; none is returned again once it is {@link #settled}. */
    public List<ForeignChunk> moved(int limit) {
        return transactions.statement(connection -> Sql.list(connection, MOVED, ForeignTable::chunk, limit));
    }

    /** How many chunks the database has elsewhere. */
    public long countMoved() {
        return transactions.statement(connection ->
                Sql.only(connection, "SELECT count(*) FROM slime.foreign_chunk WHERE moved", row -> row.getLong(1)));
    }

    /** Gives the extent of a moved chunk the placement that has it where it is; false if its placement is not {@code from} by now. */
    public boolean place(ForeignChunk chunk, long from, long to) {
        return transactions.write(connection -> {
            String set = " SET placement = ?, empty = array_remove(empty, ?::smallint) WHERE epoch = ? AND number = ? "
                    + "AND placement = ? AND ";
            int extents = Sql.update(
                    connection,
                    "UPDATE slime.extent" + set + "position = ?",
                    to,
                    chunk.index(),
                    chunk.content().epoch(),
                    chunk.content().number(),
                    from,
                    chunk.position());
            return extents == 1
                    || Sql.update(
                                    connection,
                                    "UPDATE slime.content" + set + "kind = 1 AND ? = 0",
                                    to,
                                    chunk.index(),
                                    chunk.content().epoch(),
                                    chunk.content().number(),
                                    from,
                                    chunk.position())
                            == 1;
        });
    }

    /** Takes a finding out. */
    public void settled(ForeignChunk chunk) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "DELETE FROM slime.foreign_chunk WHERE epoch = ? AND number = ? AND position = ? AND slot = ? AND store = ?",
                chunk.content().epoch(),
                chunk.content().number(),
                chunk.position(),
                chunk.index(),
                chunk.store()));
    }

    /** Keeps what was made out of a content, or became of it. */
    public void keep(ForeignContent content) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "INSERT INTO slime.foreign_content (" + CONTENT + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                        + "ON CONFLICT (epoch, number) DO UPDATE SET state = excluded.state",
                content.id().epoch(),
                content.id().number(),
                content.path(),
                content.upload(),
                content.part(),
                content.written(),
                content.size(),
                content.state().name()));
    }

    /** Of the whole contents of a path or a part, leaves only the newest one so, but for paths of buckets that keep versions. */
    public void supersede() {
        transactions.lengthy(connection -> Sql.update(
                connection,
                "UPDATE slime.foreign_content f SET state = 'SUPERSEDED' WHERE f.state = 'WHOLE' AND EXISTS "
                        + "(SELECT 1 FROM slime.foreign_content g WHERE g.path = f.path AND g.upload = f.upload "
                        + "AND g.part = f.part AND g.state = 'WHOLE' "
                        + "AND (g.written, g.epoch, g.number) > (f.written, f.epoch, f.number)) "
                        + "AND (f.upload <> '' OR NOT EXISTS (SELECT 1 FROM slime.bucket b "
                        + "WHERE b.name = split_part(f.path, '/', 1) AND b.versioning = 1))"));
    }

    /** The whole contents, by path and the oldest first, behind {@code after}. */
    public List<ForeignContent> whole(Optional<ForeignContent> after, int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT " + CONTENT + " FROM slime.foreign_content WHERE state = 'WHOLE' "
                        + "AND (path, upload, part, written, epoch, number) > (?, ?, ?, ?, ?, ?) "
                        + "ORDER BY path, upload, part, written, epoch, number LIMIT ?",
                ForeignTable::content,
                after.map(ForeignContent::path).orElse(""),
                after.map(ForeignContent::upload).orElse(""),
                after.map(ForeignContent::part).orElse(-1),
                after.map(ForeignContent::written).orElse(Long.MIN_VALUE),
                after.map(content -> content.id().epoch()).orElse(FIRST),
                after.map(content -> content.id().number()).orElse(-1L),
                limit));
    }

    /** How many contents are in which state. */
    public Map<ForeignContent.State, ForeignCount> counts() {
        return transactions.statement(connection -> {
            Map<ForeignContent.State, ForeignCount> counts = new EnumMap<>(ForeignContent.State.class);
            Sql.list(
                    connection,
                    "SELECT state, count(*) AS contents, sum(size)::bigint AS bytes FROM slime.foreign_content "
                            + "GROUP BY state",
                    row -> counts.put(
                            ForeignContent.State.valueOf(row.getString("state")),
                            new ForeignCount(row.getLong("contents"), row.getLong("bytes"))));
            return counts;
        });
    }

    /** Opens a foreign epoch, so that contents of it can be published; false if the database knows it by now. */
    public boolean admit(UUID epoch) {
        return transactions.write(connection -> Sql.update(
                        connection,
                        "INSERT INTO slime.epoch (id, gateway) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
                        epoch,
                        ADOPTER)
                == 1);
    }

    /** Forgets all epochs that were opened by {@link #admit}: what was not adopted is foreign again. */
    public void dismiss() {
        transactions.repeat(connection ->
                Sql.update(connection, "DELETE FROM slime.epoch WHERE gateway = ? AND closed IS NULL", ADOPTER));
    }

    /** Knows every epoch of which foreign chunks were found as closed, so that these are orphans; how many epochs. */
    public int discard() {
        return transactions.repeat(connection -> Sql.update(
                connection,
                "INSERT INTO slime.epoch (id, gateway, closed, closed_by, closed_era) SELECT DISTINCT epoch, ?::uuid, now(), "
                        + "?::uuid, (SELECT value FROM slime.era) FROM slime.foreign_chunk WHERE NOT moved "
                        + "ON CONFLICT (id) DO NOTHING",
                ADOPTER,
                ADOPTER));
    }

    private static ContentId id(ResultSet row) throws SQLException {
        return new ContentId(Sql.uuid(row, "epoch"), row.getLong("number"));
    }

    private static ForeignChunk chunk(ResultSet row) throws SQLException {
        return new ForeignChunk(
                id(row),
                row.getInt("position"),
                row.getInt("slot"),
                Sql.uuid(row, "store"),
                row.getLong("length"),
                row.getBoolean("moved"));
    }

    private static ForeignContent content(ResultSet row) throws SQLException {
        return new ForeignContent(
                id(row),
                row.getString("path"),
                row.getString("upload"),
                row.getInt("part"),
                row.getLong("written"),
                row.getLong("size"),
                ForeignContent.State.valueOf(row.getString("state")));
    }
}
