package io.slime.metadata.object;

import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The locks of versions that are there. Whether a lock may change is decided by the serializable transaction that changes it, as
 * is whether a version may go by the one that removes it: of a retention and a removal at the same time, one comes first.
 */
public final class LockTable {
    private static final String COLUMNS =
            "SELECT version_id, attributes, lock_mode, retain_until, legal_hold, now() AS time FROM slime.";

    private final Transactions transactions;

    /** Uses these transactions. */
    public LockTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Changes the retention of a version.
     *
     * @param which the version
     * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}; empty to retain it no more
     * @param until until when, if there is a mode
     * @param bypassGovernance whether a GOVERNANCE retention that it has does not stop it
     */
    public LockChange retain(Which which, Optional<String> mode, Optional<Instant> until, boolean bypassGovernance) {
        return change(which, version -> {
            if (until.filter(time -> !time.isAfter(version.now)).isPresent()) {
                return new Decision.Refused(new LockChange.Past());
            }
            return version.lock.allows(mode, until, version.now, bypassGovernance)
                    ? new Decision.Made(new Lock(mode, until, version.lock.legalHold()), version.attributes)
                    : new Decision.Refused(new LockChange.Locked());
        });
    }

    /** Sets or lifts the legal hold of a version. */
    public LockChange hold(Which which, boolean held) {
        return change(
                which,
                version -> new Decision.Made(
                        new Lock(version.lock.mode(), version.lock.retainUntil(), held),
                        version.attributes.withFact(Attributes.LEGAL_HOLD, "1")));
    }

    private LockChange change(Which which, Rule rule) {
        return transactions.write(connection -> {
            if (!lockable(connection, which.path())) {
                return new LockChange.NotLockable();
            }
            Optional<Version> current = find(connection, "object", which);
            if (current.isPresent()) {
                return write(connection, "object", which.path(), current.get(), rule);
            }
            Optional<Version> behind =
                    which.versionId().isEmpty() ? Optional.empty() : find(connection, "version", which);
            return behind.isPresent()
                    ? write(connection, "version", which.path(), behind.get(), rule)
                    : new LockChange.Absent();
        });
    }

    private static Optional<Version> find(Connection connection, String table, Which which) throws SQLException {
        return Sql.first(connection, COLUMNS + table + " WHERE " + Which.IS, Version::map, which.arguments());
    }

    private static boolean lockable(Connection connection, String path) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT 1 FROM slime.bucket WHERE name = split_part(?, '/', 1) AND object_lock",
                        row -> row.getInt(1),
                        path)
                .isPresent();
    }

    private static LockChange write(Connection connection, String table, String path, Version version, Rule rule)
            throws SQLException {
        return switch (rule.decide(version)) {
            case Decision.Refused(LockChange why) -> why;
            case Decision.Made(Lock lock, Attributes attributes) -> {
                Sql.update(
                        connection,
                        "UPDATE slime." + table + " SET lock_mode = ?, retain_until = ?::timestamptz, legal_hold = ?, "
                                + "attributes = ?::jsonb WHERE path = ? AND version_id = ?",
                        lock.mode(),
                        lock.retainUntil(),
                        lock.legalHold(),
                        Json.of(attributes),
                        path,
                        version.id);
                yield new LockChange.Changed(version.id);
            }
        };
    }

    /** What is to become of a version as it was found. */
    @FunctionalInterface
    private interface Rule {
        Decision decide(Version version);
    }

    private sealed interface Decision {
        record Made(Lock lock, Attributes attributes) implements Decision {}

        record Refused(LockChange why) implements Decision {}
    }

    private record Version(String id, Attributes attributes, Lock lock, Instant now) {
        static Version map(ResultSet row) throws SQLException {
            return new Version(
                    row.getString("version_id"),
                    Json.attributes(row.getString("attributes")),
                    ObjectTable.lock(row),
                    Sql.instant(row, "time"));
        }
    }
}
