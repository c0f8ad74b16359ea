package io.slime.metadata.repair;

import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What repairs of several extents change within one transaction: each step is one statement for all of them. */
final class RepairSteps {
    /** The rows that are asked about, each with its place among them, as they were taken. */
    private static final String ASKED =
            "unnest(?::uuid[], ?::bigint[], ?::int[], ?::int[], ?::timestamptz[], ?::text[]) "
                    + "WITH ORDINALITY AS o(epoch, number, position, attempts, queued, value, place)";

    /** The row as it was taken: each take counts an attempt, so nobody else has it. */
    private static final String SAME = "r.epoch = o.epoch AND r.number = o.number AND r.position = o.position "
            + "AND r.attempts = o.attempts AND r.queued = o.queued";

    /** The empty slots without those that are not empty any more. */
    private static final String LESS =
            "nullif(ARRAY(SELECT s FROM unnest(x.empty) s WHERE s <> ALL(o.value::smallint[])), '{}')";

    private RepairSteps() {}

    /**
     * Where chunks will be written.
     *
     * @param row the row
     * @param targets chunk index → store, as JSON
     */
    record Target(RepairRow row, String targets) {}

    /**
     * What an extent has got back.
     *
     * @param row the row
     * @param move to which placement it goes; empty if it stays
     * @param slots which chunks are where they should be now
     */
    record Settlement(RepairRow row, Optional<Move> move, Collection<Integer> slots) {}

    /** From one placement to another. */
    record Move(long from, long to) {}

    /** Notes targets; which rows are still held by who took them. */
    static List<Boolean> target(Connection connection, List<Target> asked) throws SQLException {
        Set<Integer> noted = places(
                connection,
                "UPDATE slime.repair r SET targets = o.value::jsonb FROM " + ASKED + " WHERE " + SAME
                        + " RETURNING o.place",
                arguments(asked, Target::row, Target::targets));
        return answers(asked.size(), noted::contains);
    }

    /**
     * Settles rows; which of them were settled. A row that another took since is not, nor is one whose extent is on another placement
     * than it was to move from.
     */
    static List<Boolean> settle(Connection connection, List<Settlement> asked) throws SQLException {
        Set<Integer> held = places(
                connection,
                "SELECT o.place FROM " + ASKED + " JOIN slime.repair r ON " + SAME
                        + " ORDER BY o.place FOR UPDATE OF r",
                arguments(asked, Settlement::row, RepairSteps::slots));
        List<Settlement> mine = IntStream.range(0, asked.size())
                .filter(held::contains)
                .mapToObj(asked::get)
                .toList();
        List<Settlement> moving =
                mine.stream().filter(each -> each.move().isPresent()).toList();
        Set<Settlement> settled = new HashSet<>(moved(connection, moving));
        List<Settlement> staying =
                mine.stream().filter(each -> each.move().isEmpty()).toList();
        fill(connection, staying);
        settled.addAll(staying);
        close(connection, List.copyOf(settled));
        return answers(asked.size(), place -> held.contains(place) && settled.contains(asked.get(place)));
    }

    private static List<Settlement> moved(Connection connection, List<Settlement> moving) throws SQLException {
        if (moving.isEmpty()) {
            return List.of();
        }
        List<Object> arguments = new ArrayList<>(List.of(arguments(moving, Settlement::row, RepairSteps::slots)));
        arguments.add(
                moving.stream().map(each -> each.move().orElseThrow().from()).toArray(Long[]::new));
        arguments.add(
                moving.stream().map(each -> each.move().orElseThrow().to()).toArray(Long[]::new));
        String from = " FROM " + ASKED
                + " JOIN unnest(?::bigint[], ?::bigint[]) WITH ORDINALITY AS m(source, target, place) USING (place) "
                + "WHERE x.epoch = o.epoch AND x.number = o.number AND x.placement = m.source ";
        Set<Integer> places = new HashSet<>(places(
                connection,
                "UPDATE slime.extent x SET placement = m.target, empty = " + LESS + from
                        + "AND x.position = o.position RETURNING o.place",
                arguments.toArray()));
        places.addAll(places(
                connection,
                "UPDATE slime.content x SET placement = m.target, empty = " + LESS + from
                        + "AND x.kind = 1 AND o.position = 0 RETURNING o.place",
                arguments.toArray()));
        return IntStream.range(0, moving.size())
                .filter(places::contains)
                .mapToObj(moving::get)
                .toList();
    }

    /** Extents forget that slots were empty. */
    private static void fill(Connection connection, List<Settlement> staying) throws SQLException {
        if (staying.isEmpty()) {
            return;
        }
        Object[] arguments = arguments(staying, Settlement::row, RepairSteps::slots);
        String from = " FROM " + ASKED + " WHERE x.epoch = o.epoch AND x.number = o.number AND x.empty IS NOT NULL ";
        Sql.update(
                connection,
                "UPDATE slime.extent x SET empty = " + LESS + from + "AND x.position = o.position",
                arguments);
        Sql.update(
                connection,
                "UPDATE slime.content x SET empty = " + LESS + from + "AND x.kind = 1 AND o.position = 0",
                arguments);
    }

    /** What else is missing stays in the queue, without targets. */
    private static void close(Connection connection, List<Settlement> settled) throws SQLException {
        if (settled.isEmpty()) {
            return;
        }
        Object[] arguments = arguments(settled, Settlement::row, RepairSteps::slots);
        String left = "ARRAY(SELECT s FROM unnest(r.slots) s WHERE s <> ALL(o.value::smallint[]))";
        Sql.update(
                connection,
                "DELETE FROM slime.repair r USING " + ASKED + " WHERE " + SAME + " AND cardinality(" + left + ") = 0",
                arguments);
        Sql.update(
                connection,
                "UPDATE slime.repair r SET slots = " + left + ", spare = r.spare + cardinality(r.slots) - cardinality("
                        + left + "), targets = NULL, holder = NULL, lease_until = NULL FROM " + ASKED + " WHERE "
                        + SAME,
                arguments);
    }

    private static String slots(Settlement settlement) {
        String slots = Sql.array(List.copyOf(settlement.slots()));
        return slots == null ? "{}" : slots;
    }

    private static <T> Object[] arguments(List<T> asked, Function<T, RepairRow> row, Function<T, String> value) {
        List<RepairRow> rows = asked.stream().map(row).toList();
        return new Object[] {
            rows.stream().map(each -> each.content().epoch()).toArray(UUID[]::new),
            rows.stream().map(each -> each.content().number()).toArray(Long[]::new),
            rows.stream().map(RepairRow::position).toArray(Integer[]::new),
            rows.stream().map(RepairRow::attempts).toArray(Integer[]::new),
            rows.stream().map(each -> Timestamp.from(each.queued())).toArray(Timestamp[]::new),
            asked.stream().map(value).toArray(String[]::new)
        };
    }

    private static Set<Integer> places(Connection connection, String sql, Object[] arguments) throws SQLException {
        return new HashSet<>(Sql.list(connection, sql, row -> row.getInt(1) - 1, arguments));
    }

    private static List<Boolean> answers(int count, IntPredicate yes) {
        return IntStream.range(0, count).mapToObj(yes::test).toList();
    }
}
