package io.slime.metadata.store;

import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stores. */
public final class StoreTable {
    private static final String SELECT =
            "SELECT s.uuid, s.url, s.name, s.domain, s.state, s.added, r.last_seen, r.free, r.capacity, r.chunks, "
                    + "r.quarantined, r.error, r.session, r.reporter FROM slime.store s "
                    + "LEFT JOIN slime.store_report r ON r.uuid = s.uuid ";

    private final Transactions transactions;

    /** Uses these transactions. */
    public StoreTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** All stores with their newest report, by UUID. */
    public List<StoreRow> list() {
        return transactions.statement(connection -> Sql.list(connection, SELECT + "ORDER BY s.uuid", StoreTable::map));
    }

    /** One store. */
    public Optional<StoreRow> find(UUID uuid) {
        return transactions.statement(
                connection -> Sql.first(connection, SELECT + "WHERE s.uuid = ?", StoreTable::map, uuid));
    }

    /** Adds a store, ACTIVE, or takes note of its new place if it is known; its state stays. */
    public StoreRow add(UUID uuid, String url, String name, String domain) {
        return transactions.repeat(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO slime.store AS s (uuid, url, name, domain, state) VALUES (?, ?, ?, ?, 'ACTIVE') "
                            + "ON CONFLICT (uuid) DO UPDATE SET url = excluded.url, name = excluded.name, "
                            + "domain = excluded.domain WHERE (s.url, s.name, s.domain) IS DISTINCT FROM "
                            + "(excluded.url, excluded.name, excluded.domain)",
                    uuid,
                    url,
                    name,
                    domain);
            return Sql.only(connection, SELECT + "WHERE s.uuid = ?", StoreTable::map, uuid);
        });
    }

    /** Keeps what was seen of stores; never conflicts with a publish. */
    public void report(List<StoreReport> reports) {
        for (StoreReport report : reports) {
            transactions.statement(connection -> Sql.update(
                    connection,
                    "INSERT INTO slime.store_report AS r (uuid, last_seen, free, capacity, chunks, quarantined, error, "
                            + "session, reporter) VALUES (?, now(), ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) DO UPDATE SET "
                            + "last_seen = excluded.last_seen, free = excluded.free, capacity = excluded.capacity, "
                            + "chunks = excluded.chunks, quarantined = excluded.quarantined, error = excluded.error, "
                            + "session = excluded.session, reporter = excluded.reporter",
                    report.store(),
                    report.free(),
                    report.capacity(),
                    report.chunks(),
                    report.quarantined(),
                    report.error(),
                    report.session(),
                    report.reporter()));
        }
    }

    /** Sets the operator's decision; false if there is no such store. */
    public boolean set(UUID uuid, StoreState state) {
        return transactions.repeat(connection ->
                Sql.update(connection, "UPDATE slime.store SET state = ? WHERE uuid = ?", state.name(), uuid) == 1);
    }

    /** Removes a store that is DEAD and on which no extent and no repair target depends, retiring its placements; says what it found. */
    public StoreRemoval remove(UUID uuid) {
        return transactions.write(connection -> {
            Optional<String> state = Sql.first(
                    connection, "SELECT state FROM slime.store WHERE uuid = ?", row -> row.getString(1), uuid);
            if (state.isEmpty()) {
                return StoreRemoval.UNKNOWN;
            }
            if (!state.get().equals(StoreState.DEAD.name())) {
                return StoreRemoval.ACTIVE;
            }
            if (inUse(connection, uuid)) {
                return StoreRemoval.IN_USE;
            }
            Sql.update(connection, "UPDATE slime.placement SET retired = true WHERE ? = ANY(stores)", uuid);
            Sql.update(connection, "DELETE FROM slime.store_report WHERE uuid = ?", uuid);
            Sql.update(connection, "DELETE FROM slime.store WHERE uuid = ?", uuid);
            return StoreRemoval.REMOVED;
        });
    }

    private static boolean inUse(Connection connection, UUID uuid) throws SQLException {
        return Sql.only(
                connection,
                "SELECT EXISTS (SELECT 1 FROM slime.placement p JOIN slime.content c ON c.placement = p.id "
                        + "WHERE ? = ANY(p.stores)) OR EXISTS (SELECT 1 FROM slime.placement p JOIN slime.extent e "
                        + "ON e.placement = p.id WHERE ? = ANY(p.stores)) OR EXISTS (SELECT 1 FROM slime.repair r, "
                        + "jsonb_each_text(r.targets) t WHERE t.value = ?::text)",
                row -> row.getBoolean(1),
                uuid,
                uuid,
                uuid);
    }

    private static StoreRow map(ResultSet row) throws SQLException {
        UUID uuid = Sql.uuid(row, "uuid");
        Optional<Instant> seen = Sql.optionalInstant(row, "last_seen");
        Optional<StoreReport> report = seen.isEmpty()
                ? Optional.empty()
                : Optional.of(new StoreReport(
                        uuid,
                        seen.get(),
                        row.getLong("free"),
                        row.getLong("capacity"),
                        row.getLong("chunks"),
                        row.getLong("quarantined"),
                        Sql.optional(row, "error"),
                        Sql.uuid(row, "session"),
                        Sql.uuid(row, "reporter")));
        return new StoreRow(
                uuid,
                row.getString("url"),
                row.getString("name"),
                row.getString("domain"),
                StoreState.valueOf(row.getString("state")),
                Sql.instant(row, "added"),
                report);
    }
}
