package io.slime.metadata.reference;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ContentRows;
import io.slime.metadata.tally.ExtentGroup;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what uses contents, and contents by where their chunks lie. */
public final class ReferenceTable {
    /** Most contents of one call. */
    public static final int MAX_CONTENTS = 10_000;

    /** Whether content {@code x} or extent {@code x} is in one of the groups; the arguments are their placements and keys. */
    private static final String IN_GROUPS =
            "x.placement = ANY(?) AND slime.tally_subject(x.placement, x.empty) || '|' || coalesce((SELECT "
                    + "array_to_string(r.slots, ',') FROM slime.repair r WHERE r.epoch = x.epoch AND r.number = x.number "
                    + "AND r.position = %s), '') = ANY(?) ";

    private static final String ONE = IN_GROUPS.formatted("0");
    private static final String MANY = IN_GROUPS.formatted("x.position");

    private final Transactions transactions;

    /** Uses these transactions. */
    public ReferenceTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What uses these contents, whole or in parts, each use once, by path. */
    public List<Use> uses(Collection<ContentId> contents) {
        if (contents.size() > MAX_CONTENTS) {
            throw new IllegalArgumentException(contents.size() + " contents: at most " + MAX_CONTENTS);
        }
        return transactions.statement(connection -> Sql.list(
                connection,
                "WITH n AS (SELECT * FROM unnest(?::uuid[], ?::bigint[]) AS u(epoch, number)), whole AS (SELECT epoch, "
                        + "number FROM n UNION SELECT p.epoch, p.number FROM n JOIN slime.content_part p "
                        + "ON p.part_epoch = n.epoch AND p.part_number = n.number) "
                        + "SELECT 'OBJECT' AS kind, o.path, o.version_id AS id, o.size FROM whole w JOIN slime.object o "
                        + "ON o.content_epoch = w.epoch AND o.content_number = w.number "
                        + "UNION SELECT 'VERSION', v.path, v.version_id, v.size FROM whole w JOIN slime.version v "
                        + "ON v.content_epoch = w.epoch AND v.content_number = w.number "
                        + "UNION SELECT 'UPLOAD', u.path, u.id, p.size FROM whole w JOIN slime.part p "
                        + "ON p.content_epoch = w.epoch AND p.content_number = w.number "
                        + "JOIN slime.upload u ON u.id = p.upload ORDER BY path, kind, id",
                ReferenceTable::use,
                ContentRows.epochs(contents),
                ContentRows.numbers(contents)));
    }

    /** The contents that have an extent in one of the groups, at most {@code most} of them, in no order. */
    public List<ContentId> contentsIn(Collection<ExtentGroup> groups, int most) {
        Long[] placements = placements(groups);
        String[] keys = keys(groups);
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT DISTINCT epoch, number FROM ((SELECT x.epoch, x.number FROM slime.content x WHERE x.kind = 1 AND "
                        + ONE + "LIMIT ?) UNION ALL (SELECT x.epoch, x.number FROM slime.extent x WHERE " + MANY
                        + "LIMIT ?)) found LIMIT ?",
                row -> new ContentId(Sql.uuid(row, "epoch"), row.getLong("number")),
                placements,
                keys,
                most,
                placements,
                keys,
                most,
                most));
    }

    /** Looks through a page of objects and versions for those that have an extent in one of the groups. */
    public VersionScan.Page<Use> scan(Collection<ExtentGroup> groups, VersionScan scan) {
        Long[] placements = placements(groups);
        String[] keys = keys(groups);
        return transactions.read(connection -> scan.read(
                connection,
                "found.lost",
                "CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM (SELECT v.content_epoch AS epoch, "
                        + "v.content_number AS number UNION ALL SELECT p.part_epoch, p.part_number "
                        + "FROM slime.content_part p WHERE p.epoch = v.content_epoch AND p.number = v.content_number) s "
                        + "WHERE EXISTS (SELECT 1 FROM slime.content x WHERE x.epoch = s.epoch AND x.number = s.number "
                        + "AND x.kind = 1 AND " + ONE + ") OR EXISTS (SELECT 1 FROM slime.extent x "
                        + "WHERE x.epoch = s.epoch AND x.number = s.number AND " + MANY + ")) AS lost) found",
                row -> row.getBoolean("lost") ? Optional.of(VersionScan.use(row)) : Optional.empty(),
                placements,
                keys,
                placements,
                keys));
    }

    private static Long[] placements(Collection<ExtentGroup> groups) {
        return groups.stream().map(ExtentGroup::placement).distinct().toArray(Long[]::new);
    }

    private static String[] keys(Collection<ExtentGroup> groups) {
        return groups.stream()
                .map(group -> group.placement()
                        + (group.empty().isEmpty() ? "" : ":" + joined(group.empty()))
                        + "|" + joined(group.missing()))
                .toArray(String[]::new);
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static Use use(ResultSet row) throws SQLException {
        return new Use(
                Use.Kind.valueOf(row.getString("kind")),
                row.getString("path"),
                row.getString("id"),
                row.getLong("size"));
    }
}
