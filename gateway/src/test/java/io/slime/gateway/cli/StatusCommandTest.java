package io.slime.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StatusCommandTest {
    @Test
    void tellsOfWorkAndOfWhatKeepsItAndNotOfTasksThatTakeTurns() throws JsonProcessingException {
        String text = StatusCommand.text(new ObjectMapper().readTree("""
                                {"safety": "2 of 3.", "state": "ok", "durability": [{"spare": 1, "extents": 1}], "stores": [],
                                 "tasks": [{"name": "era-step", "state": "running", "done": null, "total": null},
                                           {"name": "journal", "state": "idle"},
                                           {"name": "repair", "state": "running", "done": 5, "total": 20, "eta_seconds": 90},
                                           {"name": "reclaim", "state": "idle", "reason": "deletion is frozen"},
                                           {"name": "rebalance", "state": "paused"}]}
                                """), Instant.EPOCH, false);

        assertThat(text).doesNotContain("era-step", "journal").contains("1 extent with 1");
        assertThat(text.lines().map(String::strip))
                .contains(
                        "repair: 5 of 20 (25%), about 1 min left",
                        "reclaim: idle: deletion is frozen", "rebalance: paused");
    }
}
