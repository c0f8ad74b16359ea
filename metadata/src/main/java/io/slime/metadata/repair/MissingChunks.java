package io.slime.metadata.repair;

import io.slime.metadata.extent.ContentId;
import java.util.List;

/**
 * Chunks of an extent that are not where they should be.
 *
 * @param content the content
 * @param position the extent's position in it
 * @param slots their indexes, ascending
 * @param spare how many more chunks may be lost
 * @param reason why, for people
 */
public record MissingChunks(ContentId content, int position, List<Integer> slots, int spare, String reason) {
    public MissingChunks {
        slots = List.copyOf(slots);
    }
}
