package io.slime.metadata.listing;

import io.slime.metadata.object.ObjectTable;
import io.slime.metadata.object.ObjectVersion;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks objects and the versions behind them for one page. It reads in order, in blocks; where keys roll up, the next block
 * begins behind the common prefix. Of each path it reads no more versions than a block may have.
 */
final class VersionWalk {
    private static final int FIRST_BLOCK = 64;
    private static final int MAX_BLOCK = 1001;

    private static final String OLDER = "SELECT " + ObjectTable.COLUMNS + ", false AS latest FROM slime.version o "
            + "WHERE o.path = ? AND o.version_order < ? ORDER BY o.version_order DESC LIMIT ?";

    private static final String SCAN = "SELECT x.* FROM (SELECT p.* FROM slime.object p WHERE p.path >= ? "
            + "AND p.path < ? ORDER BY p.path LIMIT ?) q CROSS JOIN LATERAL (SELECT " + ObjectTable.COLUMNS
            + ", true AS latest FROM (SELECT q.*) o UNION ALL (SELECT " + ObjectTable.COLUMNS
            + ", false FROM slime.version o WHERE o.path = q.path ORDER BY o.version_order DESC LIMIT ?)) x "
            + "ORDER BY q.path, x.version_order DESC LIMIT ?";

    private static final String ORDER = "SELECT version_order FROM slime.object WHERE path = ? AND version_id = ? "
            + "UNION ALL SELECT version_order FROM slime.version WHERE path = ? AND version_id = ?";

    private final Connection connection;
    private final VersionListRequest request;
    private final Range range;
    private final List<VersionPage.Entry> entries = new ArrayList<>();

    VersionWalk(Connection connection, VersionListRequest request) {
        this.connection = connection;
        this.request = request;
        this.range = new Range(request.scope(), request.prefix(), request.delimiter());
    }

    /** Where a block begins: at a path, or behind a version of it. */
    private record Place(String path, Optional<Long> order) {}

    /** A row of a block. */
    private record Row(ObjectVersion version, boolean latest) {}

    VersionPage page() throws SQLException {
        if (request.limit() == 0) {
            return new VersionPage(entries, Optional.empty());
        }
        Place place = first();
        int block = request.delimiter().isPresent() ? FIRST_BLOCK : MAX_BLOCK;
        while (true) {
            int wanted = Math.min(request.limit() - entries.size() + 1, block);
            List<Row> rows = block(place, wanted);
            for (Row row : rows) {
                Optional<String> prefix = range.commonPrefix(row.version().path());
                if (prefix.isPresent() && isLast(prefix.get())) {
                    continue;
                }
                if (entries.size() == request.limit()) {
                    return new VersionPage(entries, Optional.of(marker()));
                }
                entries.add(entry(row, prefix));
            }
            if (rows.size() < wanted) {
                return new VersionPage(entries, Optional.empty());
            }
            place = behind(rows.getLast().version());
            block = Math.min(MAX_BLOCK, block * 2);
        }
    }

    private Place first() throws SQLException {
        if (request.keyMarker().isEmpty() || request.versionMarker().isEmpty()) {
            return new Place(range.first(request.keyMarker()), Optional.empty());
        }
        String path = range.scope() + request.keyMarker().get();
        boolean outside = Range.compare(path, range.first(Optional.empty())) < 0
                || range.commonPrefix(path).equals(request.keyMarker());
        if (outside) {
            return new Place(range.first(request.keyMarker()), Optional.empty());
        }
        String id = request.versionMarker().get();
        return new Place(path, Sql.first(connection, ORDER, row -> row.getLong(1), path, id, path, id));
    }

    private Place behind(ObjectVersion last) {
        return entries.getLast() instanceof VersionPage.CommonPrefix(String name)
                ? new Place(range.behind(name), Optional.empty())
                : new Place(last.path(), Optional.of(last.order()));
    }

    private List<Row> block(Place place, int wanted) throws SQLException {
        if (place.order().isEmpty()) {
            return scan(place.path(), wanted);
        }
        List<Row> rows = new ArrayList<>(Sql.list(
                connection, OLDER, VersionWalk::row, place.path(), place.order().get(), wanted));
        if (rows.size() < wanted) {
            rows.addAll(scan(Range.next(place.path()), wanted - rows.size()));
        }
        return rows;
    }

    private List<Row> scan(String from, int wanted) throws SQLException {
        return Sql.list(connection, SCAN, VersionWalk::row, from, range.end(), wanted, wanted, wanted);
    }

    private boolean isLast(String prefix) {
        return !entries.isEmpty()
                && entries.getLast() instanceof VersionPage.CommonPrefix(String name)
                && name.equals(prefix);
    }

    private VersionPage.Entry entry(Row row, Optional<String> prefix) {
        return prefix.<VersionPage.Entry>map(VersionPage.CommonPrefix::new)
                .orElseGet(() -> new VersionPage.Version(
                        row.version().path().substring(range.scope().length()), row.version(), row.latest()));
    }

    private VersionPage.Marker marker() {
        return switch (entries.getLast()) {
            case VersionPage.CommonPrefix(String name) -> new VersionPage.Marker(name, Optional.empty());
            case VersionPage.Version last ->
                new VersionPage.Marker(last.name(), Optional.of(last.version().versionId()));
        };
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(ObjectTable.version(row), row.getBoolean("latest"));
    }
}
