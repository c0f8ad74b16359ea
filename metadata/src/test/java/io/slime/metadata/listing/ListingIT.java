package io.slime.metadata.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.transaction.Sql;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Listings against a sorted set in memory that does what S3 documents, by the slow way. */
final class ListingIT {
    private static final long SEED = Long.getLong("slime.seed", 20260101);
    private static final String[] LETTERS = {"a", "b", "/", "//", "-", "0", "é", "中", "\uffee", "😀", "Z", " ", "\u0001"
    };

    private static MetadataForTests rig;

    @BeforeAll
    static void open() {
        rig = MetadataForTests.open();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void pagesAreThoseOfASortedSet() {
        Random random = new Random(SEED);
        Model model = new Model();
        while (model.keys.size() < 1200) {
            model.keys.add(text(random, 1 + random.nextInt(8)));
        }
        insert("random/", model.keys);
        insert("random", List.of("", "-before", "0behind"));
        for (int round = 0; round < 250; round++) {
            String prefix = random.nextInt(3) == 0 ? "" : text(random, 1 + random.nextInt(2));
            Optional<String> delimiter =
                    random.nextInt(4) == 0 ? Optional.empty() : Optional.of(text(random, 1 + random.nextInt(2)));
            int limit = 1 + random.nextInt(random.nextBoolean() ? 5 : 400);
            Optional<String> after =
                    random.nextBoolean() ? Optional.empty() : Optional.of(text(random, 1 + random.nextInt(4)));
            String what = "seed " + SEED + ", round " + round + ": prefix '" + prefix + "' delimiter " + delimiter
                    + " after " + after + " limit " + limit;
            List<String> expected = model.list(prefix, delimiter, after);
            List<String> got = new ArrayList<>();
            Optional<String> from = after;
            for (int pages = 0; pages < 30; pages++) {
                ListPage page =
                        rig.metadata().listing().list(new ListRequest("random/", prefix, delimiter, from, limit));
                assertThat(page.entries()).as(what).hasSizeLessThanOrEqualTo(limit);
                page.entries().forEach(entry -> got.add(name(entry)));
                assertThat(page.truncated()).as(what + " after " + got.size()).isEqualTo(got.size() < expected.size());
                if (!page.truncated()) {
                    break;
                }
                assertThat(page.entries()).as(what).hasSize(limit);
                from = page.next();
            }
            assertThat(got).as(what).isEqualTo(expected.subList(0, Math.min(got.size(), expected.size())));
            assertThat(got.size()).as(what).isGreaterThanOrEqualTo(Math.min(expected.size(), 30 * limit));
        }
    }

    @Test
    void orderIsThatOfUtf8Bytes() {
        List<String> keys = List.of("Z", "a", "é", "中", "\uffee", "😀");
        insert("order/", keys.reversed());
        assertThat(names("", Optional.empty(), "order/")).isEqualTo(keys);
    }

    @Test
    void aPrefixWithManyKeysIsSkippedNotRead() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            keys.add("many/" + i);
        }
        keys.add("a");
        keys.add("other/1");
        keys.add("z");
        insert("skip/", keys);
        assertThat(names("", Optional.of("/"), "skip/")).isEqualTo(List.of("a", "many/", "other/", "z"));
        assertThat(rowsRead(new ListRequest("skip/", "", Optional.of("/"), Optional.empty(), 1000)))
                .isLessThan(2000);
    }

    @Test
    void nothingMeansAnEmptyPage() {
        assertThat(names("", Optional.of("/"), "nothing/")).isEmpty();
        insert("some/", List.of("x"));
        ListPage none =
                rig.metadata().listing().list(new ListRequest("some/", "", Optional.empty(), Optional.empty(), 0));
        assertThat(none.entries()).isEmpty();
        assertThat(none.truncated()).isFalse();
    }

    @Test
    void theWholeKeySpaceIsListedToo() {
        insert("", List.of("\u0001first", "😀last"));
        ListPage page =
                rig.metadata().listing().list(new ListRequest("", "\u0001", Optional.empty(), Optional.empty(), 10));
        assertThat(page.entries()).extracting(ListEntry::name).containsExactly("\u0001first");
        page = rig.metadata().listing().list(new ListRequest("", "😀", Optional.of("t"), Optional.empty(), 10));
        assertThat(page.entries()).extracting(ListEntry::name).containsExactly("😀last");
    }

    private static List<String> names(String prefix, Optional<String> delimiter, String scope) {
        return rig
                .metadata()
                .listing()
                .list(new ListRequest(scope, prefix, delimiter, Optional.empty(), 1000))
                .entries()
                .stream()
                .map(ListingIT::name)
                .toList();
    }

    private static String name(ListEntry entry) {
        return entry.name();
    }

    /** Rows, not their contents, which listings never look at. */
    private static void insert(String scope, Iterable<String> keys) {
        List<String> paths = new ArrayList<>();
        keys.forEach(key -> paths.add(scope + key));
        rig.metadata()
                .transactions()
                .statement(connection -> Sql.update(
                        connection,
                        "INSERT INTO slime.object (path, version_order, next_order, version_id, modified, delete_marker, "
                                + "size, etag) SELECT p, 1, 2, 'null', now(), false, 0, '' FROM unnest(?::text[]) p",
                        (Object) paths.toArray(String[]::new)));
    }

    private static long rowsRead(ListRequest request) {
        return rig.metadata().transactions().<Long>read(connection -> {
            long before = rowsRead(connection);
            new ListWalk(connection, request).page();
            return rowsRead(connection) - before;
        });
    }

    /** By this very session. */
    private static long rowsRead(Connection connection) throws SQLException {
        return Sql.only(
                connection,
                "SELECT coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables "
                        + "WHERE schemaname = 'slime' AND relname = 'object'",
                row -> row.getLong(1));
    }

    private static String text(Random random, int letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters; i++) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    /** Keys, and what listing them gives. */
    private static final class Model {
        final TreeSet<String> keys = new TreeSet<>(Model::compareBytes);

        List<String> list(String prefix, Optional<String> delimiter, Optional<String> after) {
            List<String> names = new ArrayList<>();
            for (String key : keys) {
                if (!key.startsWith(prefix)) {
                    continue;
                }
                int at = delimiter
                        .map(text -> key.indexOf(text, prefix.length()))
                        .orElse(-1);
                String name = at < 0
                        ? key
                        : key.substring(0, at + delimiter.orElseThrow().length());
                boolean behind = after.isEmpty()
                        || (compareBytes(key, after.get()) > 0 && !(at >= 0 && name.equals(after.get())));
                if (behind && (names.isEmpty() || !names.getLast().equals(name))) {
                    names.add(name);
                }
            }
            return names;
        }

        private static int compareBytes(String one, String other) {
            return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        }
    }
}
