package io.slime.metadata.extent;

import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes and removes contents within a transaction, many by each statement. */
public final class ContentRows {
    private static final int EMPTY = 0;
    private static final int ONE = 1;
    private static final int EXTENTS = 2;
    private static final int PARTS = 3;
    private static final int MAX_PIECES = 1_000_000;

    /** What column {@code encryption} says where column {@code scheme} is not null. */
    private static final String ENCRYPTION =
            "CASE WHEN scheme IS NOT NULL THEN " + "jsonb_build_object('scheme', scheme, 'cipher', 'AES-256-CTR') END";

    private ContentRows() {}

    /**
     * A slice that is to become part of a new content.
     *
     * @param part the number that the client gave it
     * @param checksum its checksums as {@link PartSummary} has them, if it has any
     * @param source the content that it is cut from
     * @param slice which of its bytes
     */
    public record Cut(int part, Optional<String> checksum, Content source, Slice slice) {
        /** Without a checksum. */
        public Cut(int part, Content source, Slice slice) {
            this(part, Optional.empty(), source, slice);
        }
    }

    /** Inserts contents with their extents; one extent lies in the content's own row. */
    public static void insert(Connection connection, List<NewContent> contents) throws SQLException {
        if (contents.isEmpty()) {
            return;
        }
        Columns columns = new Columns(contents.size());
        List<ExtentRow> extents = new ArrayList<>();
        List<ContentId> owners = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            NewContent content = contents.get(i);
            columns.set(i, content);
            if (content.extents().size() > 1) {
                extents.addAll(content.extents());
                content.extents().forEach(extent -> owners.add(content.id()));
            }
        }
        Sql.update(
                connection,
                "INSERT INTO slime.content (epoch, number, size, kind, placement, cell, crc32c, empty, data_key, "
                        + "encryption) SELECT epoch, number, size, kind, placement, cell, crc32c, empty::smallint[], "
                        + "decode(key, 'hex'), " + ENCRYPTION + " FROM unnest("
                        + "?::uuid[], ?::bigint[], ?::bigint[], ?::int[], ?::bigint[], ?::int[], ?::int[], ?::text[], "
                        + "?::text[], ?::text[]) "
                        + "AS n(epoch, number, size, kind, placement, cell, crc32c, empty, key, scheme)",
                columns.epochs,
                columns.numbers,
                columns.sizes,
                columns.kinds,
                columns.placements,
                columns.cells,
                columns.sums,
                columns.empties,
                columns.keys,
                columns.schemes);
        if (!extents.isEmpty()) {
            insertExtents(connection, owners, extents);
        }
    }

    /** Inserts a content that is made of slices of others; slices of contents of parts become slices of their parts. */
    public static long insertParts(Connection connection, ContentId id, List<Cut> cuts) throws SQLException {
        return insertParts(connection, id, cuts, Optional.empty());
    }

    /** The same, which shows that key as its own; each slice has a key besides. */
    public static long insertParts(Connection connection, ContentId id, List<Cut> cuts, Optional<ContentKey> key)
            throws SQLException {
        List<PartPiece> pieces = new ArrayList<>();
        Map<Integer, String> checksums = new HashMap<>();
        long start = 0;
        for (Cut cut : cuts) {
            cut.checksum().ifPresent(checksum -> checksums.put(cut.part(), checksum));
            start = cut(connection, cut, start, pieces);
        }
        Sql.update(
                connection,
                "INSERT INTO slime.content (epoch, number, size, kind, data_key, encryption) SELECT n.epoch, n.number, "
                        + "n.size, n.kind, decode(n.key, 'hex'), " + ENCRYPTION + " FROM (VALUES (?::uuid, ?::bigint, "
                        + "?::bigint, ?::int, ?::text, ?::text)) AS n(epoch, number, size, kind, key, scheme)",
                id.epoch(),
                id.number(),
                start,
                pieces.isEmpty() ? EMPTY : PARTS,
                key.map(ContentKey::sealed),
                key.map(each -> each.scheme().stored()));
        if (!pieces.isEmpty()) {
            insertPieces(connection, id, pieces, checksums);
        }
        return start;
    }

    /** The contents of these ids that are there. */
    public static Map<ContentId, Content> find(Connection connection, Collection<ContentId> ids) throws SQLException {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return Sql.list(
                        connection,
                        "SELECT " + ExtentTable.CONTENT_COLUMNS + " FROM slime.content c JOIN "
                                + "unnest(?::uuid[], ?::bigint[]) AS n(epoch, number) "
                                + "ON c.epoch = n.epoch AND c.number = n.number",
                        ExtentTable::content,
                        epochs(ids),
                        numbers(ids))
                .stream()
                .collect(Collectors.toMap(Content::id, content -> content));
    }

    /** Removes contents that were inserted by this very transaction. */
    public static void remove(Connection connection, Collection<ContentId> ids) throws SQLException {
        if (!ids.isEmpty()) {
            Sql.update(
                    connection,
                    "DELETE FROM slime.content c USING unnest(?::uuid[], ?::bigint[]) AS n(epoch, number) "
                            + "WHERE c.epoch = n.epoch AND c.number = n.number",
                    epochs(ids),
                    numbers(ids));
        }
    }

    /** The epochs of ids, as an argument. */
    public static UUID[] epochs(Collection<ContentId> ids) {
        return ids.stream().map(ContentId::epoch).toArray(UUID[]::new);
    }

    /** The numbers of ids, as an argument. */
    public static Long[] numbers(Collection<ContentId> ids) {
        return ids.stream().map(ContentId::number).toArray(Long[]::new);
    }

    private static long cut(Connection connection, Cut cut, long start, List<PartPiece> pieces) throws SQLException {
        long from = cut.slice().from();
        long end = from + cut.slice().length();
        if (end > cut.source().size()) {
            throw new SQLException("slice " + cut.slice() + " ends behind its content");
        }
        if (!(cut.source().layout() instanceof Layout.Parts)) {
            pieces.add(new PartPiece(pieces.size(), start, cut.part(), cut.source(), from, end - from));
            return start + end - from;
        }
        long at = start;
        for (PartPiece piece : ExtentTable.pieces(connection, cut.source().id(), from, MAX_PIECES)) {
            long first = Math.max(from, piece.start());
            long last = Math.min(end, piece.start() + piece.length());
            if (first >= last) {
                break;
            }
            long inner = piece.from() + first - piece.start();
            pieces.add(new PartPiece(pieces.size(), at, cut.part(), piece.content(), inner, last - first));
            at += last - first;
        }
        return at;
    }

    private static void insertExtents(Connection connection, List<ContentId> owners, List<ExtentRow> extents)
            throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO slime.extent (epoch, number, position, start, length, placement, cell, crc32c, empty) "
                        + "SELECT epoch, number, position, start, length, placement, cell, crc32c, empty::smallint[] "
                        + "FROM unnest(?::uuid[], ?::bigint[], ?::int[], ?::bigint[], ?::int[], ?::bigint[], ?::int[], "
                        + "?::int[], ?::text[]) AS n(epoch, number, position, start, length, placement, cell, crc32c, empty)",
                epochs(owners),
                numbers(owners),
                extents.stream().map(ExtentRow::position).toArray(Integer[]::new),
                extents.stream().map(ExtentRow::start).toArray(Long[]::new),
                extents.stream().map(ExtentRow::length).toArray(Integer[]::new),
                extents.stream().map(ExtentRow::placement).toArray(Long[]::new),
                extents.stream().map(ExtentRow::cell).toArray(Integer[]::new),
                extents.stream().map(ExtentRow::crc32c).toArray(Integer[]::new),
                extents.stream().map(extent -> Sql.array(extent.empty())).toArray(String[]::new));
    }

    private static void insertPieces(
            Connection connection, ContentId id, List<PartPiece> pieces, Map<Integer, String> checksums)
            throws SQLException {
        List<ContentId> sources =
                pieces.stream().map(piece -> piece.content().id()).toList();
        Sql.update(
                connection,
                "INSERT INTO slime.content_part (epoch, number, ordinal, start, part, part_epoch, part_number, part_start, "
                        + "length, checksum) SELECT ?, ?, n.* FROM unnest(?::int[], ?::bigint[], ?::int[], ?::uuid[], ?::bigint[], "
                        + "?::bigint[], ?::bigint[], ?::text[]) "
                        + "AS n(ordinal, start, part, part_epoch, part_number, part_start, length, checksum)",
                id.epoch(),
                id.number(),
                pieces.stream().map(PartPiece::ordinal).toArray(Integer[]::new),
                pieces.stream().map(PartPiece::start).toArray(Long[]::new),
                pieces.stream().map(PartPiece::part).toArray(Integer[]::new),
                epochs(sources),
                numbers(sources),
                pieces.stream().map(PartPiece::from).toArray(Long[]::new),
                pieces.stream().map(PartPiece::length).toArray(Long[]::new),
                pieces.stream().map(piece -> checksums.get(piece.part())).toArray(String[]::new));
    }

    /** The columns of many contents. */
    private static final class Columns {
        final UUID[] epochs;
        final Long[] numbers;
        final Long[] sizes;
        final Integer[] kinds;
        final Long[] placements;
        final Integer[] cells;
        final Integer[] sums;
        final String[] empties;
        final String[] keys;
        final String[] schemes;

        Columns(int rows) {
            epochs = new UUID[rows];
            numbers = new Long[rows];
            sizes = new Long[rows];
            kinds = new Integer[rows];
            placements = new Long[rows];
            cells = new Integer[rows];
            sums = new Integer[rows];
            empties = new String[rows];
            keys = new String[rows];
            schemes = new String[rows];
        }

        void set(int row, NewContent content) {
            epochs[row] = content.id().epoch();
            numbers[row] = content.id().number();
            sizes[row] = content.size();
            content.key().ifPresent(key -> {
                keys[row] = key.sealed();
                schemes[row] = key.scheme().stored();
            });
            kinds[row] = Math.min(content.extents().size(), EXTENTS);
            if (content.extents().size() == ONE) {
                ExtentRow extent = content.extents().getFirst();
                placements[row] = extent.placement();
                cells[row] = extent.cell();
                sums[row] = extent.crc32c();
                String empty = Sql.array(extent.empty());
                if (empty != null) {
                    empties[row] = empty;
                }
            }
        }
    }
}
