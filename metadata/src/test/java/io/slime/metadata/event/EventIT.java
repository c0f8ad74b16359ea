package io.slime.metadata.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.testing.MetadataForTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Events are kept in their order, and only so many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventIT {
    private final MetadataForTests rig = MetadataForTests.open();

    @AfterAll
    void close() {
        rig.close();
    }

    @Test
    void theLatestAreKeptAndTheOldestGo() {
        EventTable events = new EventTable(rig.metadata().transactions(), 100);
        for (int i = 1; i <= 500; i++) {
            events.add("admin", "thing/" + i, "{\"i\":" + i + "}");
        }
        assertThat(events.latest(1000)).hasSize(100);
        assertThat(events.latest(2)).extracting(EventRow::subject).containsExactly("thing/499", "thing/500");
        long seq = events.latest(2).getFirst().seq();
        assertThat(events.after(seq, 10)).extracting(EventRow::subject).containsExactly("thing/500");
        assertThat(events.after(seq, 10).getFirst().document()).isEqualTo("{\"i\": 500}");
    }
}
