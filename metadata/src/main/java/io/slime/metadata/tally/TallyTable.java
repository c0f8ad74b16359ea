package io.slime.metadata.tally;

import io.slime.metadata.extent.ExtentCount;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The counters. Triggers add a row for what each statement changed, in its transaction, so that a sum over the rows is exact in
 * every snapshot; {@link #fold} keeps the rows few. Neither ever conflicts with a publish: they run at READ COMMITTED, each in one
 * statement.
 */
public final class TallyTable {
    /** Most rows of the repair queue that {@link #extents} looks at. */
    public static final int MOST_REPAIRS = 100_000;

    /** So many rows folded at once mean that there are probably more. */
    public static final int MANY = 5_000;

    private static final int MOST_FOLDED = 20_000;
    private static final String SUMS =
            "SELECT subject, sum(amounts[1])::bigint AS extents, sum(amounts[2])::bigint AS bytes "
                    + "FROM slime.tally WHERE kind = 'extents' GROUP BY subject "
                    + "HAVING sum(amounts[1]) <> 0 OR sum(amounts[2]) <> 0";

    private final Transactions transactions;

    /** Uses these transactions. */
    public TallyTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** All extents by where their chunks lie, of one snapshot; what waits for repair is counted apart. */
    public ExtentTally extents() {
        return transactions.read(connection -> {
            List<ExtentCount> counts = sums(connection);
            List<ExtentGroup> waiting = waiting(connection);
            long seen = waiting.stream().mapToLong(ExtentGroup::extents).sum();
            return new ExtentTally(combined(counts, waiting), seen < MOST_REPAIRS);
        });
    }

    /** A number that changes whenever a counter does, and also when they are folded; by an index, so cheap. */
    public long newest() {
        return transactions.statement(connection ->
                Sql.only(connection, "SELECT coalesce(max(seq), 0) FROM slime.tally", row -> row.getLong(1)));
    }

    /** The counters as they stand, by placement and empty slots. */
    public List<ExtentCount> counters() {
        return transactions.statement(TallyTable::sums);
    }

    /**
     * Replaces rows by their sums. Only what has several is looked for, by the index of subjects, not among the oldest rows: those
     * of what does not change any more stay there.
     *
     * @return how many rows fewer there are now
     */
    public int fold() {
        return fold(MOST_FOLDED);
    }

    /** {@link #fold()} of at most so many rows. */
    int fold(int mostFolded) {
        return transactions.statement(connection -> Sql.only(
                connection,
                "WITH many AS (SELECT kind, subject FROM slime.tally GROUP BY kind, subject HAVING count(*) > 1 "
                        + "ORDER BY kind, subject LIMIT ?), old AS (SELECT seq FROM many JOIN slime.tally "
                        + "USING (kind, subject) ORDER BY kind, subject, seq LIMIT ?), "
                        + "gone AS (DELETE FROM slime.tally t USING old "
                        + "WHERE t.seq = old.seq RETURNING t.kind, t.subject, t.amounts), folded AS (INSERT INTO slime.tally (kind, subject, amounts) "
                        + "SELECT kind, subject, ARRAY[sum(amounts[1]), sum(amounts[2]), coalesce(sum(amounts[3]), 0), "
                        + "coalesce(sum(amounts[4]), 0), coalesce(sum(amounts[5]), 0)]::bigint[] FROM gone "
                        + "GROUP BY kind, subject HAVING (sum(amounts[1]), sum(amounts[2]), coalesce(sum(amounts[3]), 0), "
                        + "coalesce(sum(amounts[4]), 0), coalesce(sum(amounts[5]), 0)) <> (0, 0, 0, 0, 0) RETURNING 1) "
                        + "SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM folded)",
                row -> row.getInt(1),
                mostFolded,
                mostFolded));
    }

    /** Adds a difference, so that a counter that was found wrong is right again. */
    public void correct(ExtentCount difference) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "INSERT INTO slime.tally (kind, subject, amounts) VALUES ('extents', "
                        + "slime.tally_subject(?, ?::smallint[]), ARRAY[?, ?]::bigint[])",
                difference.placement(),
                Sql.array(difference.empty()),
                difference.extents(),
                difference.bytes()));
    }

    /** Counts anew, where triggers did not fire; nothing else may change contents meanwhile. */
    public static int recount(Connection connection) throws SQLException {
        BucketTallies.recount(connection);
        Sql.update(connection, "DELETE FROM slime.tally WHERE kind = 'extents'");
        return Sql.update(
                connection,
                "INSERT INTO slime.tally (kind, subject, amounts) SELECT 'extents', "
                        + "slime.tally_subject(placement, empty), ARRAY[count(*), sum(length)]::bigint[] FROM "
                        + "(SELECT placement, empty, size AS length FROM slime.content WHERE kind = 1 "
                        + "UNION ALL SELECT placement, empty, length FROM slime.extent) every GROUP BY placement, empty");
    }

    private static List<ExtentCount> sums(Connection connection) throws SQLException {
        return Sql.list(connection, SUMS, TallyTable::count);
    }

    private static List<ExtentGroup> waiting(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                "WITH r AS (SELECT epoch, number, position, slots FROM slime.repair "
                        + "WHERE cardinality(slots) > 0 ORDER BY spare, queued LIMIT ?) "
                        + "SELECT placement, coalesce(empty, '{}') AS empty, slots, count(*) AS extents, "
                        + "sum(length)::bigint AS bytes FROM "
                        + "(SELECT c.placement, c.empty, r.slots, c.size AS length FROM r JOIN slime.content c "
                        + "ON c.epoch = r.epoch AND c.number = r.number AND c.kind = 1 WHERE r.position = 0 "
                        + "UNION ALL SELECT e.placement, e.empty, r.slots, e.length FROM r JOIN slime.extent e "
                        + "ON e.epoch = r.epoch AND e.number = r.number AND e.position = r.position) every "
                        + "GROUP BY placement, coalesce(empty, '{}'), slots",
                row -> new ExtentGroup(
                        row.getLong("placement"),
                        Sql.numbers(row, "empty"),
                        Sql.numbers(row, "slots"),
                        row.getLong("extents"),
                        row.getLong("bytes")),
                MOST_REPAIRS);
    }

    /** What waits for repair is taken out of the groups that it is counted in, and stands for itself. */
    private static List<ExtentGroup> combined(List<ExtentCount> counts, List<ExtentGroup> waiting) {
        record Place(long placement, List<Integer> empty) {}
        Map<Place, ExtentGroup> whole = new LinkedHashMap<>();
        for (ExtentCount count : counts) {
            whole.put(
                    new Place(count.placement(), count.empty()),
                    new ExtentGroup(count.placement(), count.empty(), List.of(), count.extents(), count.bytes()));
        }
        for (ExtentGroup group : waiting) {
            whole.computeIfPresent(
                    new Place(group.placement(), group.empty()),
                    (place, all) -> new ExtentGroup(
                            all.placement(),
                            all.empty(),
                            List.of(),
                            all.extents() - group.extents(),
                            all.bytes() - group.bytes()));
        }
        List<ExtentGroup> groups = new ArrayList<>(waiting);
        whole.values().stream().filter(group -> group.extents() != 0).forEach(groups::add);
        return groups;
    }

    private static ExtentCount count(ResultSet row) throws SQLException {
        String subject = row.getString("subject");
        int colon = subject.indexOf(':');
        List<Integer> empty = colon < 0
                ? List.of()
                : Arrays.stream(subject.substring(colon + 1).split(",", -1))
                        .map(Integer::valueOf)
                        .toList();
        return new ExtentCount(
                Long.parseLong(colon < 0 ? subject : subject.substring(0, colon)),
                empty,
                row.getLong("extents"),
                row.getLong("bytes"));
    }
}
