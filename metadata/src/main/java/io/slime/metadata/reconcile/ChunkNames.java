package io.slime.metadata.reconcile;

import io.slime.metadata.epoch.EpochState;
import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.epoch.JournalEpoch;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ContentRows;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.placement.PlacementTable;
import io.slime.metadata.repair.ExtentReach;
import io.slime.metadata.repair.RepairTable;
import io.slime.metadata.repair.RepairTable.ExtentName;
import io.slime.metadata.transaction.Sql;
import io.slime.metadata.transaction.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tells what the metadata says about chunks. */
public final class ChunkNames {
    /** Most chunks of one look. */
    public static final int MAX_CHUNKS = 10_000;

    /** Whether a chunk is at the store. No join: a plan that begins with the placements would sort all their extents for each page. */
    private static final String FILLED = "(SELECT ? = ANY(p.stores) AND NOT coalesce(array_position(p.stores, ?) - 1 "
            + "= ANY(x.empty), false) FROM slime.placement p WHERE p.id = x.placement) ";

    private static final String EXPECTED =
            "SELECT y.epoch, y.number, y.position, array_position(p.stores, ?) - 1 AS slot FROM ("
                    + "(SELECT epoch, number, 0 AS position, placement FROM slime.content x WHERE (epoch, number) > (?, ?) "
                    + "AND (epoch, number) <= (?, ?) "
                    + "AND " + FILLED + "ORDER BY epoch, number LIMIT ?) UNION ALL "
                    + "(SELECT epoch, number, position, placement FROM slime.extent x WHERE (epoch, number, position) > (?, ?, ?) "
                    + "AND (epoch, number, position) <= (?, ?, ?) "
                    + "AND " + FILLED + "ORDER BY epoch, number, position LIMIT ?)) y "
                    + "JOIN slime.placement p ON p.id = y.placement ORDER BY y.epoch, y.number, y.position LIMIT ?";

    private final Transactions transactions;
    private final PlacementTable placements;

    /** Uses these transactions and placements. */
    public ChunkNames(Transactions transactions, PlacementTable placements) {
        this.transactions = transactions;
        this.placements = placements;
    }

    /** Looks all these chunks of one store up in one SERIALIZABLE transaction; the answer counts, for its COMMIT succeeded. */
    public Map<FoundChunk, Verdict> look(UUID store, List<FoundChunk> chunks) {
        if (chunks.size() > MAX_CHUNKS) {
            throw new IllegalArgumentException(chunks.size() + " chunks: at most " + MAX_CHUNKS + " in one look");
        }
        return transactions.look(connection -> look(connection, store, chunks));
    }

    /**
     * A page of what a store should hold.
     *
     * @param chunks the chunks, in order; there may be none where there are more further on
     * @param next behind what the next page begins, a name that need not be one of a chunk; empty if this is the last
     */
    public record Page(List<FoundChunk> chunks, Optional<FoundChunk> next) {
        /** Keeps a copy. */
        public Page {
            chunks = List.copyOf(chunks);
        }
    }

    /**
     * The chunks that a store should hold, in order, behind {@code after} (from the first if empty), at most {@code limit}. So many
     * rows are looked at that it takes a short time also where few of them name the store.
     */
    public Page expected(UUID store, Optional<FoundChunk> after, int limit) {
        return expected(store, after, limit, ExtentReach.MOST_ROWS);
    }

    /** {@link #expected(UUID, Optional, int)} that looks at no more than so many rows of each table. */
    Page expected(UUID store, Optional<FoundChunk> after, int limit, int rows) {
        Optional<ExtentName> from = after.map(chunk -> new ExtentName(chunk.content(), chunk.position()));
        ExtentReach reach = transactions.statement(connection -> ExtentReach.behind(connection, from, rows));
        List<Object> arguments = new ArrayList<>(List.of(store));
        arguments.addAll(reach.contents());
        arguments.addAll(List.of(store, store, limit));
        arguments.addAll(reach.extents());
        arguments.addAll(List.of(store, store, limit, limit));
        List<FoundChunk> chunks = transactions.statement(connection -> Sql.list(
                connection,
                EXPECTED,
                row -> new FoundChunk(id(row), row.getInt("position"), row.getInt("slot")),
                arguments.toArray()));
        Optional<FoundChunk> end = reach.last().map(name -> new FoundChunk(name.content(), name.position(), 0));
        return new Page(chunks, chunks.size() == limit ? Optional.of(chunks.getLast()) : end);
    }

    private Map<FoundChunk, Verdict> look(Connection connection, UUID store, List<FoundChunk> chunks)
            throws SQLException {
        Set<ContentId> contents = new HashSet<>();
        Set<UUID> epochs = new HashSet<>();
        for (FoundChunk chunk : chunks) {
            contents.add(chunk.content());
            epochs.add(chunk.content().epoch());
        }
        Map<UUID, EpochState> states = EpochTable.states(connection, epochs);
        Map<Extent, Long> extents = new HashMap<>();
        Map<Extent, Map<Integer, UUID>> targets = new HashMap<>();
        List<ContentId> ordered = new ArrayList<>(contents);
        Sql.list(
                connection,
                joined("SELECT c.epoch, c.number, 0 AS position, c.placement FROM slime.content c ", "c")
                        + " AND c.kind = 1",
                row -> extents.put(Extent.of(row), row.getLong("placement")),
                ContentRows.epochs(ordered),
                ContentRows.numbers(ordered));
        Sql.list(
                connection,
                joined("SELECT e.epoch, e.number, e.position, e.placement FROM slime.extent e ", "e"),
                row -> extents.put(Extent.of(row), row.getLong("placement")),
                ContentRows.epochs(ordered),
                ContentRows.numbers(ordered));
        Sql.list(
                connection,
                joined("SELECT r.epoch, r.number, r.position, r.targets FROM slime.repair r ", "r"),
                row -> targets.put(Extent.of(row), RepairTable.targets(row)),
                ContentRows.epochs(ordered),
                ContentRows.numbers(ordered));
        Map<FoundChunk, Verdict> verdicts = new LinkedHashMap<>();
        for (FoundChunk chunk : chunks) {
            Extent extent = new Extent(chunk.content(), chunk.position());
            boolean target = store.equals(targets.getOrDefault(extent, Map.of()).get(chunk.index()));
            Optional<Placement> placement =
                    Optional.ofNullable(extents.get(extent)).flatMap(placements::find);
            EpochState state = states.getOrDefault(chunk.content().epoch(), EpochState.UNKNOWN);
            boolean journal = JournalEpoch.is(chunk.content().epoch());
            verdicts.put(chunk, target || journal ? Verdict.NAMED : verdict(store, chunk.index(), placement, state));
        }
        return verdicts;
    }

    /** A slot that was left empty still names its store: whatever appears there is never an orphan. */
    private static Verdict verdict(UUID store, int index, Optional<Placement> placement, EpochState state) {
        if (placement.isPresent()) {
            List<Optional<UUID>> stores = placement.get().stores();
            boolean here = index < stores.size() && stores.get(index).equals(Optional.of(store));
            return here ? Verdict.NAMED : Verdict.MISPLACED;
        }
        return switch (state) {
            case OPEN -> Verdict.YOUNG;
            case CLOSED -> Verdict.ORPHAN;
            case UNKNOWN -> Verdict.FOREIGN;
        };
    }

    private static String joined(String select, String alias) {
        return select + "JOIN unnest(?::uuid[], ?::bigint[]) AS n(epoch, number) ON " + alias + ".epoch = n.epoch AND "
                + alias + ".number = n.number";
    }

    private static ContentId id(ResultSet row) throws SQLException {
        return new ContentId(Sql.uuid(row, "epoch"), row.getLong("number"));
    }

    private record Extent(ContentId content, int position) {
        static Extent of(ResultSet row) throws SQLException {
            return new Extent(id(row), row.getInt("position"));
        }
    }
}
