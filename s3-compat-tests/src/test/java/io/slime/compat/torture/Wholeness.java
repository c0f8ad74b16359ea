package io.slime.compat.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slime.compat.torture.Wire.Answer;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Compares what the database says of chunks with what the chunk servers list, without asking any gateway. */
final class Wholeness {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 10_000;
    private static final String EXTENTS = """
            SELECT epoch, number, 0 AS position, placement, empty FROM slime.content WHERE kind = 1
            UNION ALL SELECT epoch, number, position, placement, empty FROM slime.extent""";

    /** How chunks of the metadata's journal begin, which are in no table. */
    private static final String JOURNAL = "ffff6a6f75728e6c";

    private final Cluster cluster;
    private final Wire wire;

    Wholeness(Cluster cluster, Wire wire) {
        this.cluster = cluster;
        this.wire = wire;
    }

    /**
     * What was found.
     *
     * @param extents how many extents there are
     * @param missing chunks that should be somewhere and are not, or have no place
     * @param orphans chunks that nothing names
     * @param queued extents that wait for repair
     * @param garbage contents that wait for reclaim
     */
    record Report(long extents, List<String> missing, List<String> orphans, long queued, long garbage) {
        boolean whole() {
            return missing.isEmpty() && queued == 0;
        }

        boolean clean() {
            return whole() && orphans.isEmpty() && garbage == 0;
        }

        @Override
        public String toString() {
            return "%d extents, %d chunks missing%s, %d orphans%s, %d queued for repair, %d contents of garbage"
                    .formatted(extents, missing.size(), some(missing), orphans.size(), some(orphans), queued, garbage);
        }

        private static String some(List<String> all) {
            return all.isEmpty() ? "" : " (" + String.join(", ", all.subList(0, Math.min(3, all.size()))) + ")";
        }
    }

    Report look() throws IOException, SQLException {
        Map<UUID, Set<String>> listed = new HashMap<>();
        for (ChunkServer server : cluster.chunkServers()) {
            for (UUID store : stores(server.direct())) {
                listed.put(store, list(server.direct(), store));
            }
        }
        List<String> missing = new ArrayList<>();
        Set<String> named = new TreeSet<>();
        long extents = 0;
        try (Connection connection = cluster.database().postgres().connect("slime");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Map<Long, UUID[]> placements = placements(statement);
            try (ResultSet rows = statement.executeQuery(EXTENTS)) {
                while (rows.next()) {
                    extents++;
                    UUID[] stores = placements.getOrDefault(rows.getLong(4), new UUID[0]);
                    Set<Integer> empty = empty(rows);
                    for (int index = 0; index < stores.length; index++) {
                        String chunk = "%s.%016x.%08x.%02x"
                                .formatted(rows.getString(1).replace("-", ""), rows.getLong(2), rows.getInt(3), index);
                        named.add(chunk + "@" + stores[index]);
                        if (empty.contains(index)
                                || !listed.getOrDefault(stores[index], Set.of()).contains(chunk)) {
                            missing.add(chunk + (empty.contains(index) ? " has no place" : "@" + stores[index]));
                        }
                    }
                }
            }
            List<String> orphans = new ArrayList<>();
            listed.forEach((store, chunks) -> chunks.stream()
                    .map(chunk -> chunk + "@" + store)
                    .filter(chunk -> !named.contains(chunk) && !chunk.startsWith(JOURNAL))
                    .forEach(orphans::add));
            return new Report(
                    extents,
                    missing,
                    orphans,
                    number(statement, "SELECT count(*) FROM slime.repair"),
                    number(statement, "SELECT count(*) FROM slime.garbage"));
        }
    }

    private static Set<Integer> empty(ResultSet row) throws SQLException {
        Set<Integer> empty = new TreeSet<>();
        java.sql.Array array = row.getArray(5);
        if (array != null) {
            Arrays.stream((Object[]) array.getArray()).forEach(slot -> empty.add(((Number) slot).intValue()));
        }
        return empty;
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Map<Long, UUID[]> placements(Statement statement) throws SQLException {
        Map<Long, UUID[]> placements = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT id, stores FROM slime.placement")) {
            while (rows.next()) {
                placements.put(rows.getLong(1), (UUID[]) rows.getArray(2).getArray());
            }
        }
        return placements;
    }

    /** The stores that a chunk server serves now. */
    List<UUID> stores(URI server) throws IOException {
        return get(server, "/uuids")
                .text()
                .lines()
                .filter(line -> !line.isBlank())
                .map(UUID::fromString)
                .toList();
    }

    private Set<String> list(URI server, UUID store) throws IOException {
        Set<String> chunks = new TreeSet<>();
        String after = "";
        while (true) {
            Answer page = get(server, "/" + store + "/chunks?limit=" + PAGE + after);
            if (page.status() != 200) {
                throw new IOException("store " + store + " does not list its chunks: " + page.text());
            }
            JsonNode array = JSON.readTree(page.body());
            array.forEach(chunk -> chunks.add(chunk.path("id").asText()));
            if (array.size() < PAGE) {
                return chunks;
            }
            after = "&after=" + array.path(PAGE - 1).path("id").asText();
        }
    }

    /** Reads every chunk of a server's stores, so that what is damaged is noticed; how many were. */
    long readAll(URI server) throws IOException {
        long bad = 0;
        for (UUID store : stores(server)) {
            for (String chunk : list(server, store)) {
                bad += readable(server, "/" + store + "/chunks/" + chunk) ? 0 : 1;
            }
        }
        return bad;
    }

    private boolean readable(URI server, String path) {
        try {
            return get(server, path).status() == 200;
        } catch (IOException e) {
            // Damage that is found behind the first bytes breaks the answer off.
            return false;
        }
    }

    private Answer get(URI server, String path) throws IOException {
        return wire.exchange(server, cluster.proof().head("GET", path, server.getAuthority()), new byte[0]);
    }
}
