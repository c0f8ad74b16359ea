package io.slime.metadata.placement;

import io.slime.erasure.Redundancy;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The placements. */
public final class PlacementTable {
    private static final UUID NOWHERE = new UUID(0, 0);
    private static final int MAX_REMEMBERED = 10_000;
    private static final String COLUMNS = "id, need, total, stores";

    private final Transactions transactions;
    private final Map<Long, Placement> remembered = new ConcurrentHashMap<>();

    /** Uses these transactions. */
    public PlacementTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The placement of that id; remembered within bounds, since placements never change. */
    public Optional<Placement> find(long id) {
        Placement known = remembered.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        return transactions
                .statement(connection -> Sql.first(
                        connection,
                        "SELECT " + COLUMNS + " FROM slime.placement WHERE id = ?",
                        PlacementTable::map,
                        id))
                .map(this::remember);
    }

    /** Makes a placement, or returns the active one with the same stores in the same order. */
    public Placement create(Redundancy redundancy, List<Optional<UUID>> stores) {
        UUID[] slots = new Placement(0, redundancy, stores)
                .stores().stream().map(store -> store.orElse(NOWHERE)).toArray(UUID[]::new);
        return remember(transactions.write(connection -> {
            Optional<Placement> same = Sql.first(
                    connection,
                    "SELECT " + COLUMNS + " FROM slime.placement WHERE need = ? AND total = ? AND stores = ? "
                            + "AND NOT retired ORDER BY id LIMIT 1",
                    PlacementTable::map,
                    redundancy.need(),
                    redundancy.total(),
                    slots);
            return same.isPresent()
                    ? same.get()
                    : Sql.only(
                            connection,
                            "INSERT INTO slime.placement (need, total, stores) VALUES (?, ?, ?) RETURNING " + COLUMNS,
                            PlacementTable::map,
                            redundancy.need(),
                            redundancy.total(),
                            slots);
        }));
    }

    /** The placements of that redundancy which are not retired, at most {@code limit}, newest first. */
    public List<Placement> active(Redundancy redundancy, int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT " + COLUMNS + " FROM slime.placement WHERE need = ? AND total = ? AND NOT retired "
                        + "ORDER BY id DESC LIMIT ?",
                PlacementTable::map,
                redundancy.need(),
                redundancy.total(),
                limit));
    }

    /** The placements, retired or not, that name the store, by id, after {@code after}, at most {@code limit}. */
    public List<Placement> naming(UUID store, long after, int limit) {
        return transactions.statement(connection -> Sql.list(
                connection,
                "SELECT " + COLUMNS + " FROM slime.placement WHERE ? = ANY(stores) AND id > ? ORDER BY id LIMIT ?",
                PlacementTable::map,
                store,
                after,
                limit));
    }

    /** Retires a placement: {@link #active} no longer returns it; extents may go on naming it. */
    public void retire(long id) {
        transactions.repeat(
                connection -> Sql.update(connection, "UPDATE slime.placement SET retired = true WHERE id = ?", id));
    }

    private Placement remember(Placement placement) {
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(placement.id(), placement);
        return placement;
    }

    private static Placement map(ResultSet row) throws SQLException {
        List<Optional<UUID>> stores = Sql.uuids(row, "stores").stream()
                .map(store -> store.equals(NOWHERE) ? Optional.<UUID>empty() : Optional.of(store))
                .toList();
        return new Placement(row.getLong("id"), new Redundancy(row.getInt("need"), row.getInt("total")), stores);
    }
}
