package io.slime.metadata.tally;

import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The counters of buckets: differences that triggers leave in the transactions that make them, so that their sum is exact in every
 * snapshot. {@link TallyTable#fold} keeps them few.
 */
public final class BucketTallies {
    private static final String SUMS = "sum(amounts[1])::bigint AS objects, sum(amounts[2])::bigint AS bytes, "
            + "sum(amounts[3])::bigint AS versions, sum(amounts[4])::bigint AS version_bytes, "
            + "sum(amounts[5])::bigint AS markers";

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

    /** By how much more is in a bucket than its counters say, compared in one snapshot; empty if they are right. A scan of the bucket. */
    public Optional<BucketTally> wrong(String bucket) {
        return transactions
                .snapshot(connection -> Sql.<BucketTally>first(
                        connection,
                        "SELECT " + SUMS + " FROM (SELECT slime.bucket_census(?) AS amounts UNION ALL "
                                + "SELECT ARRAY[-amounts[1], -amounts[2], -amounts[3], -amounts[4], -amounts[5]] "
                                + "FROM slime.tally WHERE kind = 'bucket' AND subject = ?) every",
                        BucketTallies::tally,
                        bucket,
                        bucket))
                .filter(difference -> !difference.equals(BucketTally.NONE));
    }

    /** Counters of buckets that there are not, by how much they would have to change. */
    public Map<String, BucketTally> strays() {
        Map<String, BucketTally> strays = new TreeMap<>();
        transactions.snapshot(connection -> Sql.list(
                connection,
                "SELECT * FROM (SELECT subject, " + SUMS.replace("sum(amounts", "-sum(amounts")
                        + " FROM slime.tally WHERE kind = 'bucket' GROUP BY subject) every "
                        + "WHERE (objects, bytes, versions, version_bytes, markers) <> (0, 0, 0, 0, 0) "
                        + "AND NOT EXISTS (SELECT 1 FROM slime.bucket b WHERE b.name = subject)",
                row -> strays.put(row.getString("subject"), tally(row))));
        return strays;
    }

    /** Adds a difference, so that counters that were found wrong are right again. */
    public void correct(String bucket, BucketTally difference) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "INSERT INTO slime.tally (kind, subject, amounts) VALUES ('bucket', ?, ARRAY[?, ?, ?, ?, ?]::bigint[])",
                bucket,
                difference.objects(),
                difference.bytes(),
                difference.versions(),
                difference.versionBytes(),
                difference.markers()));
    }

    /** Counts anew, where triggers did not fire; nothing else may change objects meanwhile. */
    static int recount(Connection connection) throws SQLException {
        Sql.update(connection, "DELETE FROM slime.tally WHERE kind = 'bucket'");
        return Sql.update(
                connection,
                "INSERT INTO slime.tally (kind, subject, amounts) "
                        + "SELECT 'bucket', name, slime.bucket_census(name) FROM slime.bucket");
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
