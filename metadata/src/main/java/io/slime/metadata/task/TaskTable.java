package io.slime.metadata.task;

import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The background tasks. A lease keeps two gateways from doing the same work; safety never rests on it. */
public final class TaskTable {
    private static final String COLUMNS =
            "name, holder, lease_until, cursor, coalesce(progress, '{}')::text AS progress, paused, reason";

    private final Transactions transactions;

    /** Uses these transactions. */
    public TaskTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Takes or prolongs the lease; empty if another gateway holds it or the task is paused. */
    public Optional<TaskRow> lease(String name, UUID gateway, Duration length) {
        return transactions.repeat(connection -> Sql.first(
                connection,
                "INSERT INTO slime.task AS t (name, holder, lease_until) VALUES (?, ?, now() + ? * interval '1 ms') "
                        + "ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, lease_until = excluded.lease_until "
                        + "WHERE NOT t.paused AND (t.holder IS NULL OR t.holder = excluded.holder OR t.lease_until < now()) "
                        + "RETURNING " + COLUMNS,
                TaskTable::map,
                name,
                gateway,
                length.toMillis()));
    }

    /** Keeps cursor and progress (a JSON object), if the gateway still holds the lease; else false. */
    public boolean save(String name, UUID gateway, Optional<String> cursor, String progress) {
        return transactions.repeat(connection -> Sql.update(
                        connection,
                        "UPDATE slime.task SET cursor = ?, progress = ?::jsonb WHERE name = ? AND holder = ?",
                        cursor,
                        progress,
                        name,
                        gateway)
                == 1);
    }

    /** Adds to the progress what was done, whoever holds the lease: {@code done} pieces of work and {@code bytes} for them. */
    public void count(String name, long done, long bytes) {
        transactions.write(connection -> Sql.update(
                connection,
                "INSERT INTO slime.task AS t (name, progress) VALUES (?, jsonb_build_object('done', ?::bigint, 'bytes', ?::bigint)) "
                        + "ON CONFLICT (name) DO UPDATE SET progress = coalesce(t.progress, '{}') || jsonb_build_object("
                        + "'done', coalesce((t.progress->>'done')::bigint, 0) + ?::bigint, "
                        + "'bytes', coalesce((t.progress->>'bytes')::bigint, 0) + ?::bigint)",
                name,
                done,
                bytes,
                done,
                bytes));
    }

    /** Puts fields (a JSON object) over those of the progress, and says why the task does not get on, unless it is paused. */
    public void report(String name, String fields, Optional<String> reason) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "UPDATE slime.task SET progress = coalesce(progress, '{}') || ?::jsonb, "
                        + "reason = CASE WHEN paused THEN reason ELSE ? END WHERE name = ?",
                fields,
                reason,
                name));
    }

    /** Forgets a task, its cursor and progress; one that is paused stays. */
    public void forget(String name) {
        transactions.repeat(
                connection -> Sql.update(connection, "DELETE FROM slime.task WHERE name = ? AND NOT paused", name));
    }

    /** One task, if it ever ran or was paused. */
    public Optional<TaskRow> find(String name) {
        return transactions.statement(connection ->
                Sql.first(connection, "SELECT " + COLUMNS + " FROM slime.task WHERE name = ?", TaskTable::map, name));
    }

    /** Gives the lease back. */
    public void release(String name, UUID gateway) {
        transactions.repeat(connection -> Sql.update(
                connection, "UPDATE slime.task SET holder = NULL WHERE name = ? AND holder = ?", name, gateway));
    }

    /** Stops a task, saying why, or lets it go on. */
    public void pause(String name, boolean paused, Optional<String> reason) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "INSERT INTO slime.task (name, paused, reason) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
                        + "paused = excluded.paused, reason = excluded.reason",
                name,
                paused,
                reason));
    }

    /** All tasks, by name. */
    public List<TaskRow> list() {
        return transactions.statement(connection ->
                Sql.list(connection, "SELECT " + COLUMNS + " FROM slime.task ORDER BY name", TaskTable::map));
    }

    private static TaskRow map(ResultSet row) throws SQLException {
        return new TaskRow(
                row.getString("name"),
                Sql.optionalUuid(row, "holder"),
                Sql.instant(row, "lease_until"),
                Sql.optional(row, "cursor"),
                row.getString("progress"),
                row.getBoolean("paused"),
                Sql.optional(row, "reason"));
    }
}
