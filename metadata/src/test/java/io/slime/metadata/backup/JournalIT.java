package io.slime.metadata.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.testing.PostgresForTests;
import io.slime.metadata.transaction.Sql;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entries of the journal, kept in memory. */
final class JournalIT {
    private final MetadataForTests from = MetadataForTests.open();
    private final JournalTable journal = from.metadata().journal();
    private final List<BackupHeader> headers = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>();

    @AfterEach
    void close() {
        from.close();
    }

    @Test
    void aRepairOfWhatWasReclaimedSinceTheFullEntryIsNoObstacle() throws IOException {
        NewContent gone = from.content(100);
        NewContent kept = from.content(100);
        from.publish(from.put("gone", gone, new Precondition.None()));
        from.publish(from.put("kept", kept, new Precondition.None()));
        from.metadata().repairs().queue(gone.id(), 0, List.of(1), 0, "test");
        from.metadata().repairs().queue(kept.id(), 0, List.of(1), 0, "test");
        journal.full(this::kept);
        from.publish(new Publish.Remove("gone", false, new Precondition.None()));
        from.metadata().garbage().stamp(10);
        from.metadata()
                .epochs()
                .beat(from.gateway(), "here", from.metadata().epochs().bumpEra());
        assertThat(from.metadata().garbage().reclaim(10)).hasSize(1);
        journal.changes(this::kept);
        MetadataUrl url = PostgresForTests.freshDatabase();
        BackupIT.restore(url, entries.toArray(byte[][]::new));
        try (Metadata to = Metadata.open(MetadataConfig.of(url))) {
            assertThat(to.objects().find("gone")).isEmpty();
            assertThat(to.objects().find("kept")).isPresent();
            assertThat(BackupIT.rows(to).get("repair"))
                    .isEqualTo(BackupIT.rows(from.metadata()).get("repair"))
                    .hasSize(1);
        }
    }

    @Test
    void nothingContinuesWhatWasBeforeAStartOver() {
        journal.full(this::kept);
        from.put("a");
        journal.changes(this::kept);
        from.put("forgotten");
        journal.startOver();
        assertThat(journal.head().backlog()).isZero();
        assertThat(journal.head().fullNumber()).as("a full one is due").isZero();
        from.put("b");
        journal.changes(this::kept);
        assertThat(headers.get(1).timeline()).isEqualTo(headers.get(0).timeline());
        assertThat(headers.get(1).after()).isLessThanOrEqualTo(headers.get(0).number());
        assertThat(headers.get(2).timeline())
                .as("it follows neither the full entry nor the changes before the gap")
                .isGreaterThan(headers.get(1).timeline());
    }

    @Test
    void aFullEntryThatWasBegunBeforeAStartOverDoesNotCount() {
        from.put("a");
        journal.full(header -> {
            from.put("forgotten");
            journal.startOver();
            return kept(header);
        });
        assertThat(journal.head().fullNumber()).isZero();
        journal.full(this::kept);
        assertThat(journal.head().fullNumber()).isEqualTo(headers.get(1).number());
    }

    @Test
    void aTableIsNotedByItsNameWhateverThatIs() {
        from.metadata().transactions().write(connection -> {
            Sql.update(connection, "CREATE TABLE slime.late_update (id int PRIMARY KEY)");
            return Sql.update(connection, "CREATE TABLE slime.late (id int PRIMARY KEY)");
        });
        journal.prepare();
        from.metadata().transactions().write(connection -> {
            for (String table : List.of("late", "late_update")) {
                Sql.update(connection, "INSERT INTO slime." + table + " VALUES (1), (2)");
                Sql.update(connection, "UPDATE slime." + table + " SET id = 3 WHERE id = 2");
                Sql.update(connection, "DELETE FROM slime." + table + " WHERE id = 1");
            }
            return true;
        });
        assertThat(from.metadata()
                        .transactions()
                        .<List<String>>statement(connection -> Sql.list(
                                connection,
                                "SELECT kind || ' ' || document FROM slime.journal WHERE kind LIKE 'late%' ORDER BY seq",
                                row -> row.getString(1))))
                .containsExactly(
                        "late [[1], [2]]",
                        "late [[2], [3]]",
                        "late [[1]]",
                        "late_update [[1], [2]]",
                        "late_update [[2], [3]]",
                        "late_update [[1]]");
    }

    private JournalTable.Entry kept(BackupHeader header) {
        headers.add(header);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new JournalTable.Entry() {
            @Override
            public void write(int value) {
                bytes.write(value);
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                bytes.write(from, offset, length);
            }

            @Override
            public void finish() {
                entries.add(bytes.toByteArray());
            }
        };
    }
}
