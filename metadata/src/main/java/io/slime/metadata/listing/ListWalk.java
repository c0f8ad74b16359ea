package io.slime.metadata.listing;

import io.slime.metadata.object.ObjectTable;
import io.slime.metadata.object.ObjectVersion;
import io.slime.metadata.transaction.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks the objects for one page. It reads in order, in blocks, and where keys roll up it leaps: one statement goes from each
 * common prefix to what lies behind it, by the index. It leaps while that saves more rows than it costs lookups.
 */
final class ListWalk {
    private static final int FIRST_BLOCK = 64;
    private static final int MAX_BLOCK = 1000;
    /** A leap costs as much as reading about so many rows in order. */
    private static final int LEAP_COST = 4;

    private static final String SCAN = "SELECT " + ObjectTable.COLUMNS + " FROM slime.object o "
            + "WHERE o.path >= ? AND o.path < ? AND NOT o.delete_marker ORDER BY o.path LIMIT ?";
    private static final String LEAP = "WITH RECURSIVE w(path, n) AS ("
            + "(SELECT path, 1 FROM slime.object WHERE path >= ? AND path < ? AND NOT delete_marker ORDER BY path LIMIT 1) "
            + "UNION ALL SELECT s.path, w.n + 1 FROM w CROSS JOIN LATERAL (SELECT p.path FROM slime.object p "
            + "WHERE p.path >= (CASE WHEN strpos(substr(w.path, ?), ?) > 0 "
            + "THEN left(w.path, ? + strpos(substr(w.path, ?), ?)) || ? ELSE w.path || chr(1) END) "
            + "AND p.path < ? AND NOT p.delete_marker ORDER BY p.path LIMIT 1) s WHERE w.n < ?) "
            + "SELECT " + ObjectTable.COLUMNS + " FROM w CROSS JOIN LATERAL "
            + "(SELECT * FROM slime.object p WHERE p.path = w.path LIMIT 1) o ORDER BY w.path";

    private final Connection connection;
    private final ListRequest request;
    private final Range range;
    private final List<ListEntry> entries = new ArrayList<>();

    ListWalk(Connection connection, ListRequest request) {
        this.connection = connection;
        this.request = request;
        this.range = new Range(request.scope(), request.prefix(), request.delimiter());
    }

    ListPage page() throws SQLException {
        if (request.limit() == 0) {
            return new ListPage(entries, Optional.empty());
        }
        String from = range.first(request.after());
        boolean leaping = false;
        int block = request.delimiter().isPresent() ? FIRST_BLOCK : MAX_BLOCK;
        while (true) {
            int wanted = Math.min(request.limit() - entries.size() + 1, block);
            List<ObjectVersion> rows = leaping ? leap(from, wanted) : scan(from, wanted);
            int before = entries.size();
            int rolled = 0;
            for (ObjectVersion row : rows) {
                Optional<String> prefix = range.commonPrefix(row.path());
                rolled += prefix.isPresent() ? 1 : 0;
                if (!(prefix.isPresent() && isLast(prefix.get()))) {
                    if (entries.size() == request.limit()) {
                        return new ListPage(
                                entries, Optional.of(entries.getLast().name()));
                    }
                    entries.add(entry(row, prefix));
                }
            }
            if (rows.size() < wanted) {
                return new ListPage(entries, Optional.empty());
            }
            from = entries.getLast() instanceof ListEntry.CommonPrefix(String name)
                    ? range.behind(name)
                    : Range.next(rows.getLast().path());
            int added = entries.size() - before;
            leaping = canLeap() && (leaping ? rolled * LEAP_COST > rows.size() : added * LEAP_COST < rows.size());
            block = Math.min(MAX_BLOCK, block * 2);
        }
    }

    private boolean isLast(String prefix) {
        return !entries.isEmpty()
                && entries.getLast() instanceof ListEntry.CommonPrefix(String name)
                && name.equals(prefix);
    }

    private ListEntry entry(ObjectVersion row, Optional<String> prefix) {
        return prefix.<ListEntry>map(ListEntry.CommonPrefix::new)
                .orElseGet(() ->
                        new ListEntry.Key(row.path().substring(range.scope().length()), row));
    }

    private boolean canLeap() {
        return request.delimiter().flatMap(Range::successor).isPresent();
    }

    private List<ObjectVersion> scan(String from, int limit) throws SQLException {
        return Sql.list(connection, SCAN, ObjectTable::version, from, range.end(), limit);
    }

    private List<ObjectVersion> leap(String from, int limit) throws SQLException {
        String delimiter = request.delimiter().orElseThrow();
        String behind = Range.successor(delimiter).orElseThrow();
        String begin = request.scope() + request.prefix();
        int skip = begin.codePointCount(0, begin.length());
        return Sql.list(
                connection,
                LEAP,
                ObjectTable::version,
                from,
                range.end(),
                skip + 1,
                delimiter,
                skip - 1,
                skip + 1,
                delimiter,
                behind,
                range.end(),
                limit);
    }
}
