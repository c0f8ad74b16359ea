package io.slime.metadata.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.transaction.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ForeignIT {
    @Test
    void whatWasMovedIsTakenOutWithoutReadingTheRest() {
        try (MetadataForTests rig = MetadataForTests.open()) {
            ForeignTable foreign = rig.metadata().foreign();
            UUID store = UUID.randomUUID();
            List<ForeignChunk> chunks = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                chunks.add(new ForeignChunk(new ContentId(rig.epoch(), i), 0, 1, store, 100, i % 1000 == 999));
            }
            foreign.add(chunks);
            assertThat(foreign.countMoved()).isEqualTo(3);
            assertThat(foreign.moved(2)).containsExactly(chunks.get(999), chunks.get(1999));
            foreign.settled(chunks.get(999));
            assertThat(foreign.moved(2)).containsExactly(chunks.get(1999), chunks.get(2999));
            List<String> plan = rig.metadata()
                    .transactions()
                    .statement(connection ->
                            Sql.list(connection, "EXPLAIN " + ForeignTable.MOVED, row -> row.getString(1), 1000));
            assertThat(plan).anyMatch(line -> line.contains("foreign_chunk_moved"));
        }
    }
}
