package io.slime.metadata.epoch;

import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The epochs, the heartbeats of their gateways, and the era. */
public final class EpochTable {
    private final Transactions transactions;
    private final UuidV7 ids;

    /** Uses these transactions, and names epochs by these ids. */
    public EpochTable(Transactions transactions, UuidV7 ids) {
        this.transactions = transactions;
        this.ids = ids;
    }

    /** Opens a new epoch of a gateway, which from then on is among {@link #beats} and can be fenced. */
    public UUID open(UUID gateway) {
        UUID epoch = ids.next();
        return transactions.write(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO slime.heartbeat (gateway, name, beat, oldest_read, seen) "
                            + "SELECT ?, '', 0, value, now() FROM slime.era ON CONFLICT (gateway) DO NOTHING",
                    gateway);
            Sql.update(connection, "INSERT INTO slime.epoch (id, gateway) VALUES (?, ?)", epoch, gateway);
            return epoch;
        });
    }

    /** Closes an epoch for ever, which fences every write of it still in flight; closing twice is harmless. */
    public void close(UUID epoch, UUID closedBy) {
        transactions.repeat(connection -> Sql.update(
                connection,
                "UPDATE slime.epoch SET closed = now(), closed_era = (SELECT value FROM slime.era), "
                        + "closed_by = ? WHERE id = ? AND closed IS NULL",
                closedBy,
                epoch));
    }

    /** What the database knows of these epochs, by a look whose answer counts. */
    public Map<UUID, EpochState> states(Collection<UUID> epochs) {
        return transactions.look(connection -> states(connection, epochs));
    }

    /** {@link #states(Collection)} within a transaction. */
    public static Map<UUID, EpochState> states(Connection connection, Collection<UUID> epochs) throws SQLException {
        Map<UUID, EpochState> states = new HashMap<>();
        for (UUID epoch : epochs) {
            states.put(epoch, EpochState.UNKNOWN);
        }
        Sql.list(
                connection,
                "SELECT id, closed IS NULL AS open FROM slime.epoch WHERE id = ANY(?)",
                row -> states.put(Sql.uuid(row, "id"), row.getBoolean("open") ? EpochState.OPEN : EpochState.CLOSED),
                (Object) new HashSet<>(epochs).toArray(UUID[]::new));
        return states;
    }

    /** Gives a sign of life; the current era. */
    public long beat(UUID gateway, String name, long oldestRead) {
        return transactions.statement(connection -> Sql.only(
                connection,
                "INSERT INTO slime.heartbeat AS h (gateway, name, beat, oldest_read, seen) VALUES (?, ?, 1, ?, now()) "
                        + "ON CONFLICT (gateway) DO UPDATE SET name = excluded.name, beat = h.beat + 1, "
                        + "oldest_read = excluded.oldest_read, seen = excluded.seen "
                        + "RETURNING (SELECT value FROM slime.era)",
                row -> row.getLong(1),
                gateway,
                name,
                oldestRead));
    }

    /** All gateways that gave signs of life and were not retired. */
    public List<Beat> beats() {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT gateway, name, beat, oldest_read, seen FROM slime.heartbeat ORDER BY gateway",
                row -> new Beat(
                        Sql.uuid(row, "gateway"),
                        row.getString("name"),
                        row.getLong("beat"),
                        row.getLong("oldest_read"),
                        Sql.instant(row, "seen"))));
    }

    /** Closes all epochs of a gateway whose beat is still {@code beat}, and forgets its heartbeat; false if it has moved. */
    public boolean fence(UUID gateway, long beat, UUID closedBy) {
        return transactions.write(connection -> {
            int gone =
                    Sql.update(connection, "DELETE FROM slime.heartbeat WHERE gateway = ? AND beat = ?", gateway, beat);
            if (gone == 1) {
                closeAll(connection, gateway, closedBy);
            }
            return gone == 1;
        });
    }

    /** A gateway's orderly end: closes its epochs, forgets its heartbeat. */
    public void retire(UUID gateway) {
        transactions.repeat(connection -> {
            Sql.update(connection, "DELETE FROM slime.heartbeat WHERE gateway = ?", gateway);
            return closeAll(connection, gateway, gateway);
        });
    }

    /** The era. */
    public long era() {
        return transactions.statement(
                connection -> Sql.only(connection, "SELECT value FROM slime.era", row -> row.getLong(1)));
    }

    /** Moves the era on by one; the new one. */
    public long bumpEra() {
        return transactions.statement(connection ->
                Sql.only(connection, "UPDATE slime.era SET value = value + 1 RETURNING value", row -> row.getLong(1)));
    }

    /** Tasks that it held a lease of may be taken up by others at once. */
    private static int closeAll(Connection connection, UUID gateway, UUID closedBy) throws SQLException {
        Sql.update(connection, "UPDATE slime.task SET holder = NULL, lease_until = now() WHERE holder = ?", gateway);
        return Sql.update(
                connection,
                "UPDATE slime.epoch SET closed = now(), closed_era = (SELECT value FROM slime.era), "
                        + "closed_by = ? WHERE gateway = ? AND closed IS NULL",
                closedBy,
                gateway);
    }
}
