package io.slime.metadata.redundancy;

import io.slime.erasure.Redundancy;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The redundancy of the cluster, of storage classes and of buckets, and for which of them what is stored is to be coded anew. */
public final class RedundancyTable {
    private static final String CLASS = "attributes->'facts'->>'storage-class' = ?";
    private static final String PROFILES =
            "SELECT 'cluster' AS kind, '' AS name, split_part(value #>> '{}', '/', 1)::int AS need, "
                    + "split_part(value #>> '{}', '/', 2)::int AS total FROM slime.setting WHERE name = 'redundancy' "
                    + "UNION ALL SELECT 'class', name, need, total FROM slime.storage_class "
                    + "UNION ALL SELECT 'bucket', name, need, total FROM slime.bucket WHERE need IS NOT NULL";

    private final Transactions transactions;

    /** Uses these transactions. */
    public RedundancyTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What is set, of one snapshot; {@code otherwise} for the cluster while nothing is. */
    public Profiles profiles(Redundancy otherwise) {
        return transactions.statement(connection -> {
            Map<Scope, Redundancy> found = new HashMap<>();
            Sql.list(
                    connection,
                    PROFILES,
                    row -> found.put(
                            new Scope(kind(row.getString("kind")), row.getString("name")),
                            new Redundancy(row.getInt("need"), row.getInt("total"))));
            return new Profiles(
                    found.getOrDefault(Scope.CLUSTER, otherwise),
                    named(found, Scope.Kind.CLASS),
                    named(found, Scope.Kind.BUCKET));
        });
    }

    /** Sets the cluster's; without {@code rewrite} a rewrite under way for it ends. */
    public void setCluster(Redundancy redundancy, boolean rewrite) {
        transactions.repeat(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO slime.setting (name, value) VALUES ('redundancy', ?::jsonb) "
                            + "ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed = now()",
                    "\"" + redundancy + "\"");
            return rewrite(connection, Scope.CLUSTER, rewrite);
        });
    }

    /** Makes a storage class or changes it; without {@code rewrite} a rewrite under way for it ends. */
    public void setClass(String name, Redundancy redundancy, boolean rewrite) {
        if (name.equals(Profiles.STANDARD)) {
            throw new IllegalArgumentException(name + " is what the cluster or the bucket says");
        }
        transactions.repeat(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO slime.storage_class (name, need, total) VALUES (?, ?, ?) "
                            + "ON CONFLICT (name) DO UPDATE SET need = excluded.need, total = excluded.total",
                    name,
                    redundancy.need(),
                    redundancy.total());
            return rewrite(connection, Scope.storageClass(name), rewrite);
        });
    }

    /** Removes a storage class that nothing is of; exact against concurrent publishes. */
    public ClassRemoval removeClass(String name) {
        return transactions.write(connection -> {
            for (String table : List.of("object", "version", "upload")) {
                String any = "SELECT 1 FROM slime." + table + " WHERE " + CLASS + " LIMIT 1";
                if (Sql.first(connection, any, row -> row.getInt(1), name).isPresent()) {
                    return ClassRemoval.IN_USE;
                }
            }
            rewrite(connection, Scope.storageClass(name), false);
            int gone = Sql.update(connection, "DELETE FROM slime.storage_class WHERE name = ?", name);
            return gone == 1 ? ClassRemoval.REMOVED : ClassRemoval.UNKNOWN;
        });
    }

    /**
     * Gives a version another storage class, and has what is of that class coded as it says; nothing else of the version changes.
     *
     * @param order the version's
     * @param current whether it must be the current one, or else must not be
     * @param storageClass not {@code STANDARD}
     * @return whether it was done: the version is there, and so is the class
     */
    public boolean moveVersion(String path, long order, boolean current, String storageClass) {
        return transactions.write(connection -> {
            String known = "SELECT 1 FROM slime.storage_class WHERE name = ?";
            if (Sql.first(connection, known, row -> row.getInt(1), storageClass).isEmpty()) {
                return false;
            }
            int moved = Sql.update(
                    connection,
                    "UPDATE slime." + (current ? "object" : "version")
                            + " SET attributes = coalesce(attributes, '{}') || "
                            + "jsonb_build_object('facts', coalesce(attributes -> 'facts', '{}') || "
                            + "jsonb_build_object('storage-class', ?::text)) "
                            + "WHERE path = ? AND version_order = ? AND NOT delete_marker",
                    storageClass,
                    path,
                    order);
            return moved == 1 && rewrite(connection, Scope.storageClass(storageClass), true);
        });
    }

    /**
     * Gives a bucket a redundancy of its own, or takes it away; without {@code rewrite} a rewrite under way for it ends.
     *
     * @return whether the bucket is there
     */
    public boolean setBucket(String bucket, Optional<Redundancy> redundancy, boolean rewrite) {
        return transactions.repeat(connection -> {
            int there = Sql.update(
                    connection,
                    "UPDATE slime.bucket SET need = ?::smallint, total = ?::smallint WHERE name = ?",
                    redundancy.map(Redundancy::need),
                    redundancy.map(Redundancy::total),
                    bucket);
            return there == 1 && rewrite(connection, Scope.bucket(bucket), rewrite);
        });
    }

    /** What is to be coded anew, by scope. */
    public List<Rewrite> rewrites() {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT scope, token FROM slime.rewrite ORDER BY scope",
                row -> new Rewrite(Scope.read(row.getString("scope")), Sql.uuid(row, "token"))));
    }

    /** Says that these are done, but for those that were asked for again since. */
    public void done(List<Rewrite> rewrites) {
        transactions.repeat(
                connection -> Sql.update(connection, "DELETE FROM slime.rewrite WHERE token = ANY(?)", (Object)
                        rewrites.stream().map(Rewrite::token).toArray(UUID[]::new)));
    }

    /** The versions of a storage class, and their bytes; counts no further than {@code most} of them. */
    public ClassUse use(String name, int most) {
        return transactions.statement(connection -> Sql.only(
                connection,
                "SELECT count(*) AS versions, coalesce(sum(size), 0)::bigint AS bytes FROM (SELECT size FROM slime.object "
                        + "WHERE " + CLASS + " UNION ALL SELECT size FROM slime.version WHERE " + CLASS + " LIMIT ?) x",
                row -> new ClassUse(row.getLong("versions"), row.getLong("bytes")),
                name,
                name,
                most));
    }

    private static boolean rewrite(Connection connection, Scope scope, boolean wanted) throws SQLException {
        if (wanted) {
            Sql.update(
                    connection,
                    "INSERT INTO slime.rewrite (scope, token) VALUES (?, ?) "
                            + "ON CONFLICT (scope) DO UPDATE SET token = excluded.token",
                    scope.stored(),
                    UUID.randomUUID());
        } else {
            Sql.update(connection, "DELETE FROM slime.rewrite WHERE scope = ?", scope.stored());
        }
        return true;
    }

    private static Scope.Kind kind(String text) throws SQLException {
        for (Scope.Kind kind : Scope.Kind.values()) {
            if (kind.text().equals(text)) {
                return kind;
            }
        }
        throw new SQLException("redundancy of kind " + text);
    }

    private static Map<String, Redundancy> named(Map<Scope, Redundancy> found, Scope.Kind kind) {
        Map<String, Redundancy> named = new HashMap<>();
        found.forEach((scope, redundancy) -> {
            if (scope.kind() == kind) {
                named.put(scope.name(), redundancy);
            }
        });
        return named;
    }
}
