package io.slime.metadata.quota;

import io.slime.metadata.bucket.Versioning;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** The quotas of buckets and accounts, and what counts against them: the counters, which are exact in every snapshot. */
public final class QuotaTable {
    private static final String NO_USE = "'{0,0}'::bigint[]";
    private static final String ROOM = "SELECT b.name, b.owner, b.versioning, b.quota_bytes, b.quota_objects, "
            + "a.quota_bytes AS account_bytes, a.quota_objects AS account_objects, "
            + "slime.bucket_use(b.name) AS used, CASE WHEN a.quota_bytes IS NULL AND a.quota_objects IS NULL "
            + "THEN " + NO_USE + " ELSE slime.account_use(a.id) END AS account_used "
            + "FROM slime.bucket b JOIN slime.account a ON a.id = b.owner WHERE b.name = ANY(?)";

    private final Transactions transactions;

    /** Uses these transactions. */
    public QuotaTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Sets the quota of a bucket; it holds for every write that is published from then on. False if it is not there. */
    public boolean setBucket(String name, Quota quota) {
        return transactions.repeat(connection -> {
            int there = Sql.update(
                    connection,
                    "UPDATE slime.bucket SET quota_bytes = ?, quota_objects = ? WHERE name = ?",
                    boxed(quota.bytes()),
                    boxed(quota.objects()),
                    name);
            mark(connection, "b.name = ?", name);
            return there == 1;
        });
    }

    /** Sets the quota of an account, as {@link #setBucket}. */
    public boolean setAccount(String id, Quota quota) {
        return transactions.repeat(connection -> {
            int there = Sql.update(
                    connection,
                    "UPDATE slime.account SET quota_bytes = ?, quota_objects = ? WHERE id = ?",
                    boxed(quota.bytes()),
                    boxed(quota.objects()),
                    id);
            mark(connection, "b.owner = ?", id);
            return there == 1;
        });
    }

    /** The quotas of buckets, of those that have one, by name. */
    public Map<String, Standing> buckets() {
        Map<String, Standing> found = new TreeMap<>();
        transactions.statement(connection -> Sql.list(
                connection,
                "SELECT name, quota_bytes, quota_objects, slime.bucket_use(name) AS used FROM slime.bucket "
                        + "WHERE limited AND (quota_bytes IS NOT NULL OR quota_objects IS NOT NULL)",
                row -> found.put(row.getString("name"), standing(row, "quota", "used"))));
        return found;
    }

    /** The quota of a bucket, and what counts against it; empty if it is not there. */
    public Optional<Standing> bucket(String name) {
        return transactions.statement(connection -> Sql.first(
                connection,
                "SELECT quota_bytes, quota_objects, slime.bucket_use(name) AS used FROM slime.bucket WHERE name = ?",
                row -> standing(row, "quota", "used"),
                name));
    }

    /** The quotas of accounts, of those that have one, by name. */
    public Map<String, Standing> accounts() {
        Map<String, Standing> found = new TreeMap<>();
        transactions.statement(connection -> Sql.list(
                connection,
                "SELECT name, quota_bytes, quota_objects, slime.account_use(id) AS used FROM slime.account "
                        + "WHERE quota_bytes IS NOT NULL OR quota_objects IS NOT NULL",
                row -> found.put(row.getString("name"), standing(row, "quota", "used"))));
        return found;
    }

    /** The quota of an account, and what counts against it; empty if it is not there. */
    public Optional<Standing> account(String id) {
        return transactions.statement(connection -> Sql.first(
                connection,
                "SELECT quota_bytes, quota_objects, slime.account_use(id) AS used FROM slime.account WHERE id = ?",
                row -> standing(row, "quota", "used"),
                id));
    }

    /** The names of the buckets for which a quota, their own or their owner's, is set. */
    public Set<String> limited() {
        return Set.copyOf(transactions.statement(connection ->
                Sql.list(connection, "SELECT name FROM slime.bucket WHERE limited", row -> row.getString("name"))));
    }

    /**
     * What may still come into these buckets, as is committed now.
     *
     * @param paths where it is to come
     */
    public Allowance allowance(Collection<String> buckets, Collection<String> paths) {
        return transactions.statement(connection -> {
            Map<String, Allowance.Bucket> rooms = new HashMap<>();
            Sql.list(connection, ROOM, row -> rooms.put(row.getString("name"), room(row)), (Object)
                    buckets.toArray(String[]::new));
            Map<String, Long> sizes = new HashMap<>();
            Sql.list(
                    connection,
                    "SELECT path, size FROM slime.object WHERE path = ANY(?) AND NOT delete_marker",
                    row -> sizes.put(row.getString("path"), row.getLong("size")),
                    (Object) paths.toArray(String[]::new));
            return new Allowance(rooms, sizes);
        });
    }

    private static void mark(Connection connection, String which, String argument) throws SQLException {
        Sql.update(
                connection,
                "UPDATE slime.bucket b SET limited = b.quota_bytes IS NOT NULL OR b.quota_objects IS NOT NULL "
                        + "OR a.quota_bytes IS NOT NULL OR a.quota_objects IS NOT NULL "
                        + "FROM slime.account a WHERE a.id = b.owner AND " + which,
                argument);
    }

    private static Allowance.Bucket room(ResultSet row) throws SQLException {
        return new Allowance.Bucket(
                row.getString("owner"),
                Versioning.of(row.getInt("versioning")) != Versioning.OFF,
                standing(row, "quota", "used"),
                standing(row, "account", "account_used"));
    }

    private static Standing standing(ResultSet row, String prefix, String used) throws SQLException {
        Long[] amounts = (Long[]) row.getArray(used).getArray();
        return new Standing(
                new Quota(optional(row, prefix + "_bytes"), optional(row, prefix + "_objects")),
                new Use(amounts[0], amounts[1]));
    }

    private static OptionalLong optional(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }
}
