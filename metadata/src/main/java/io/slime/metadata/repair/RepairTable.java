package io.slime.metadata.repair;

import io.slime.metadata.extent.ContentId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The repair queue. */
public final class RepairTable {
    /** Queues chunks of an extent, adding to what is queued for it; false if the extent is not there. */
    public boolean queue(ContentId content, int position, List<Integer> slots, int spare, String reason) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Takes the most urgent rows that nobody else works on, for {@code lease}. */
    public List<RepairRow> take(UUID gateway, Duration lease, int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Commits where chunks will be written, before they are; false if the row is gone. */
    public boolean target(ContentId content, int position, Map<Integer, UUID> targets) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Switches the extent from one placement to another and consumes the row; false, changing nothing, if it is on another one by now. */
    public boolean switchPlacement(ContentId content, int position, long from, long to, List<Integer> stillEmpty) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Consumes a row whose chunks were rebuilt in place; empty slots that are filled are noted in the extent. */
    public boolean done(ContentId content, int position, List<Integer> stillEmpty) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Puts a row back for a later attempt. */
    public void postpone(ContentId content, int position, Duration wait, String reason) {
        io.slime.metadata.transaction.Pending.body();
    }

    /** How many extents wait, by spare chunks. */
    public Map<Integer, Long> histogram() {
        return io.slime.metadata.transaction.Pending.body();
    }
}
