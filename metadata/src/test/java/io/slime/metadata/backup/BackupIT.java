package io.slime.metadata.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.testing.PostgresForTests;
import io.slime.metadata.transaction.MetadataException;
import io.slime.metadata.transaction.Sql;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Backups of real databases, loaded into other ones. */
final class BackupIT {
    @Test
    void everythingComesBackAndDeletionIsFrozen() throws IOException {
        try (MetadataForTests from = MetadataForTests.open()) {
            fill(from);
            byte[] backup = backup(from.metadata());
            MetadataUrl url = PostgresForTests.freshDatabase();
            restore(url, backup);
            try (Metadata to = Metadata.open(MetadataConfig.of(url))) {
                assertThat(to.cluster()).isEqualTo(from.metadata().cluster());
                Map<String, List<String>> expected = rows(from.metadata());
                Map<String, List<String>> found = rows(to);
                for (String changed : List.of("epoch", "setting", "tally")) {
                    expected.remove(changed);
                    found.remove(changed);
                }
                assertThat(found).isEqualTo(expected);
                assertThat(found.get("object")).hasSize(300);
                assertThat(to.tallies().counters())
                        .isNotEmpty()
                        .hasSameElementsAs(from.metadata().tallies().counters());
                assertThat(to.freezes().reason())
                        .hasValueSatisfying(reason -> assertThat(reason).contains("restored from a test"));
                assertThat(to.epochs().states(List.of(from.epoch())))
                        .as("what is written after the backup is foreign")
                        .containsValue(io.slime.metadata.epoch.EpochState.UNKNOWN);
            }
        }
    }

    @Test
    void aRestoredDatabaseIsWrittenOnAsIfNothingHadBeen() throws IOException {
        try (MetadataForTests from = MetadataForTests.open()) {
            fill(from);
            byte[] backup = backup(from.metadata());
            MetadataUrl url = PostgresForTests.freshDatabase();
            restore(url, backup);
            try (Metadata to = Metadata.open(MetadataConfig.of(url))) {
                var placement = to.placements()
                        .create(
                                new io.slime.erasure.Redundancy(1, 2),
                                from.stores().subList(0, 2).stream()
                                        .map(Optional::of)
                                        .toList());
                assertThat(placement.id()).isGreaterThan(from.placement().id());
                assertThat(to.freezes().lift(1000, to.freezes().reason())).contains(1001L);
                assertThat(to.freezes().reason()).isEmpty();
            }
        }
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAlone() throws IOException {
        try (MetadataForTests from = MetadataForTests.open()) {
            fill(from);
            byte[] backup = backup(from.metadata());
            Map<String, List<String>> before = rows(from.metadata());
            assertThatThrownBy(() -> restore(from.url(), backup))
                    .isInstanceOf(MetadataException.Incompatible.class)
                    .hasMessageContaining("empty");
            assertThat(rows(from.metadata())).isEqualTo(before);
        }
    }

    @Test
    void aDamagedBackupLoadsNothing() throws IOException {
        try (MetadataForTests from = MetadataForTests.open()) {
            fill(from);
            byte[] backup = backup(from.metadata());
            SplittableRandom random = new SplittableRandom(20261126);
            MetadataUrl url = PostgresForTests.freshDatabase();
            for (int i = 0; i < 3; i++) {
                byte[] damaged = backup.clone();
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                assertThatThrownBy(() -> restore(url, damaged)).isInstanceOf(IOException.class);
                byte[] cut = Arrays.copyOf(backup, random.nextInt(backup.length));
                assertThatThrownBy(() -> restore(url, cut)).isInstanceOf(IOException.class);
            }
            for (int at = 0; at < backup.length; at += 97) {
                byte[] damaged = backup.clone();
                damaged[at] ^= 0x10;
                assertThatThrownBy(() -> BackupReader.verify(new ByteArrayInputStream(damaged)))
                        .as("byte %d", at)
                        .isInstanceOf(IOException.class);
            }
            restore(url, backup);
        }
    }

    @Test
    void whatAnotherMadeMeanwhileIsLeftAlone() throws IOException {
        try (MetadataForTests from = MetadataForTests.open()) {
            byte[] backup = backup(from.metadata());
            MetadataUrl url = PostgresForTests.freshDatabase();
            for (byte[] read : List.of(new byte[] {1}, backup)) {
                Iterator<byte[]> next = List.of(read).iterator();
                assertThatThrownBy(() -> Metadata.restore(
                                MetadataConfig.of(url),
                                () -> {
                                    try (Metadata other = Metadata.open(MetadataConfig.of(url))) {
                                        other.settings().setIfAbsent("other", "1");
                                    }
                                    return Optional.of(new ByteArrayInputStream(next.next()));
                                },
                                "a test"))
                        .isInstanceOfAny(BackupException.class, MetadataException.Incompatible.class);
                try (Metadata other = Metadata.open(MetadataConfig.of(url))) {
                    assertThat(other.settings().get("other")).contains("1");
                }
            }
        }
    }

    static void fill(MetadataForTests from) {
        from.metadata().buckets().create("b", MetadataForTests.OWNER, false, true);
        from.metadata().settings().set("odd", "{\"text\": \"tab\\t, quote\\\", backslash \\\\ and \\u00e9\"}");
        for (int i = 0; i < 300; i++) {
            String path = "b/" + i + (i % 7 == 0 ? "\ttab\nline\\" : "");
            var content = i % 3 == 0 ? from.content(1000, 2000) : from.content(10);
            assertThat(from.publish(from.put(path, content, new io.slime.metadata.publish.Precondition.None())))
                    .isInstanceOf(PublishResult.Published.class);
        }
    }

    static byte[] backup(Metadata metadata) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BackupSize size = metadata.backups().write(out);
        assertThat(size.bytes()).isEqualTo(out.size());
        return out.toByteArray();
    }

    static BackupHeader restore(MetadataUrl url, byte[]... streams) throws IOException {
        Iterator<byte[]> next = Arrays.asList(streams).iterator();
        return Metadata.restore(
                MetadataConfig.of(url),
                () -> Stream.generate(next::next)
                        .limit(next.hasNext() ? 1 : 0)
                        .findFirst()
                        .<InputStream>map(ByteArrayInputStream::new),
                "a test");
    }

    /** All rows of all tables that a backup holds, as text, in order. */
    static Map<String, List<String>> rows(Metadata metadata) {
        return metadata.transactions().snapshot(connection -> {
            Map<String, List<String>> rows = new TreeMap<>();
            for (TableShape table : Catalog.tables(connection)) {
                rows.put(
                        table.name(),
                        Sql.list(
                                connection,
                                "SELECT t::text FROM " + table.qualified() + " t ORDER BY 1",
                                row -> row.getString(1)));
            }
            return rows;
        });
    }
}
