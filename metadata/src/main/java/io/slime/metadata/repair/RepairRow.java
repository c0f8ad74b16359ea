package io.slime.metadata.repair;

import io.slime.metadata.extent.ContentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An extent with chunks to be rebuilt or moved.
 *
 * @param content the content
 * @param position the extent's position in it
 * @param slots the chunk indexes that miss, ascending
 * @param targets chunk index → store on which it is being written; such chunks are named, hence no orphans
 * @param spare how many more chunks may be lost; less is more urgent
 * @param reason why
 * @param queued when, in database time
 * @param attempts how often it was tried
 */
public record RepairRow(
        ContentId content,
        int position,
        List<Integer> slots,
        Map<Integer, UUID> targets,
        int spare,
        String reason,
        Instant queued,
        int attempts) {
    public RepairRow {
        slots = List.copyOf(slots);
        targets = Map.copyOf(targets);
    }
}
