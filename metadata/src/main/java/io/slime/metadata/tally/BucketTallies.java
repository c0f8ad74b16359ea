package io.slime.metadata.tally;

import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The counters of buckets: differences that triggers leave in the transactions that make them, so that their sum is exact in every
 * snapshot, but for what lay in a bucket when it was made, until that is {@linkplain #settle settled}. {@link TallyTable#fold} keeps
 * them few.
 */
public final class BucketTallies {
    private static final String SUMS = "sum(amounts[1])::bigint AS objects, sum(amounts[2])::bigint AS bytes, "
            + "sum(amounts[3])::bigint AS versions, sum(amounts[4])::bigint AS version_bytes, "
            + "sum(amounts[5])::bigint AS markers";

    /** Longer than any transaction that writes may take. */
    private static final String DUE = "now() - interval '10 min' ";

    private final Transactions transactions;

    /** Uses these transactions. */
    public BucketTallies(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What lies in these buckets, of one snapshot; those that there are not are missing, or have nothing. */
    public Map<String, BucketTally> of(Collection<String> buckets) {
        Map<String, BucketTally> tallies = new TreeMap<>();
        transactions.statement(connection -> Sql.list(
                connection,
                "SELECT subject, " + SUMS + " FROM slime.tally WHERE kind = 'bucket' AND subject = ANY(?) "
                        + "GROUP BY subject",
                row -> tallies.put(row.getString("subject"), tally(row)),
                (Object) buckets.toArray(String[]::new)));
        return tallies;
    }

    /**
     * By how much more is in a bucket than its counters say, compared in one snapshot; empty if they are right, or still
     * {@linkplain #owed owed}. A scan of the bucket.
     */
    public Optional<BucketTally> wrong(String bucket) {
        BucketTally difference = transactions.snapshot(connection -> {
            boolean owed = Sql.only(
                    connection,
                    "SELECT EXISTS (SELECT 1 FROM slime.census_owed WHERE bucket = ? AND NOT counted)",
                    row -> row.getBoolean(1),
                    bucket);
            return owed ? BucketTally.NONE : difference(connection, bucket);
        });
        return Optional.of(difference).filter(found -> !found.equals(BucketTally.NONE));
    }

    /**
     * Buckets whose counters are to be put right by {@link #settle}: those that were just made or deleted, or that an older release
     * made. Each is once more among them some minutes later, for a write that had begun before the bucket was made counted nothing.
     *
     * @param limit most buckets; the others come when these are settled
     */
    public List<String> owed(int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT bucket FROM slime.census_owed WHERE NOT counted OR since < " + DUE
                        + " GROUP BY bucket ORDER BY min(seq) LIMIT ?",
                row -> row.getString(1),
                limit));
    }

    /** Has the counters of a bucket settled, by whoever comes first; also of one that there is not, which then has none. */
    public void owe(String bucket) {
        transactions.repeat(
                connection -> Sql.update(connection, "INSERT INTO slime.census_owed (bucket) VALUES (?)", bucket));
    }

    /**
     * Puts the counters of a bucket right, if they are {@linkplain #owed owed}, in one snapshot with a scan of the bucket, which may
     * take up to an hour. Of those who do so at once only one succeeds: all change the rows of what is owed.
     *
     * @return by how much more was in the bucket than its counters said
     * @throws io.slime.metadata.transaction.MetadataException if somebody else does so, too
     */
    public BucketTally settle(String bucket) {
        return transactions.lengthy(connection -> {
            Sql.update(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            int owed = Sql.only(
                    connection,
                    "SELECT count(*) FROM slime.census_owed WHERE bucket = ?",
                    row -> row.getInt(1),
                    bucket);
            if (owed == 0) {
                return BucketTally.NONE;
            }
            BucketTally difference = difference(connection, bucket);
            if (!difference.equals(BucketTally.NONE)) {
                correct(connection, bucket, difference);
            }
            Sql.update(
                    connection,
                    "DELETE FROM slime.census_owed WHERE bucket = ? AND counted AND since < " + DUE,
                    bucket);
            Sql.update(
                    connection,
                    "UPDATE slime.census_owed SET counted = true, "
                            + "since = CASE WHEN counted THEN since ELSE clock_timestamp() END WHERE bucket = ?",
                    bucket);
            return difference;
        });
    }

    private static BucketTally difference(Connection connection, String bucket) throws SQLException {
        return Sql.only(
                connection,
                "SELECT " + SUMS + " FROM (SELECT slime.bucket_census(name) AS amounts FROM slime.bucket "
                        + "WHERE name = ? UNION ALL "
                        + "SELECT ARRAY[-amounts[1], -amounts[2], -amounts[3], -amounts[4], -amounts[5]] "
                        + "FROM slime.tally WHERE kind = 'bucket' AND subject = ?) every",
                BucketTallies::tally,
                bucket,
                bucket);
    }

    /** Counters of buckets that there are not, by how much they would have to change. */
    public Map<String, BucketTally> strays() {
        Map<String, BucketTally> strays = new TreeMap<>();
        transactions.snapshot(connection -> Sql.list(
                connection,
                "SELECT * FROM (SELECT subject, " + SUMS.replace("sum(amounts", "-sum(amounts")
                        + " FROM slime.tally WHERE kind = 'bucket' GROUP BY subject) every "
                        + "WHERE (objects, bytes, versions, version_bytes, markers) <> (0, 0, 0, 0, 0) "
                        + "AND NOT EXISTS (SELECT 1 FROM slime.bucket b WHERE b.name = subject) "
                        + "AND NOT EXISTS (SELECT 1 FROM slime.census_owed o WHERE o.bucket = subject AND NOT counted)",
                row -> strays.put(row.getString("subject"), tally(row))));
        return strays;
    }

    /** Adds a difference; {@link #settle} finds out which, and does so at the same moment. */
    public void correct(String bucket, BucketTally difference) {
        transactions.repeat(connection -> correct(connection, bucket, difference));
    }

    private static int correct(Connection connection, String bucket, BucketTally difference) throws SQLException {
        return Sql.update(
                connection,
                "INSERT INTO slime.tally (kind, subject, amounts) VALUES ('bucket', ?, ARRAY[?, ?, ?, ?, ?]::bigint[])",
                bucket,
                difference.objects(),
                difference.bytes(),
                difference.versions(),
                difference.versionBytes(),
                difference.markers());
    }

    /** Counts anew, where triggers did not fire; nothing else may change objects meanwhile. */
    static int recount(Connection connection) throws SQLException {
        Sql.update(connection, "DELETE FROM slime.tally WHERE kind = 'bucket'");
        Sql.update(connection, "DELETE FROM slime.census_owed");
        return Sql.update(
                connection,
                "INSERT INTO slime.tally (kind, subject, amounts) "
                        + "SELECT * FROM (SELECT 'bucket', name, slime.bucket_census(name) AS amounts FROM slime.bucket) every "
                        + "WHERE amounts <> '{0,0,0,0,0}'");
    }

    private static BucketTally tally(ResultSet row) throws SQLException {
        return new BucketTally(
                row.getLong("objects"),
                row.getLong("bytes"),
                row.getLong("versions"),
                row.getLong("version_bytes"),
                row.getLong("markers"));
    }
}
