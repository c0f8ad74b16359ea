package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.metadata.foreign.ForeignContent;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A content put together from what its chunks tell.
 *
 * @param content what it is
 * @param extents its extents in order; not all of them if it is incomplete
 */
record Assembled(ForeignContent content, List<Piece> extents) {
    Assembled {
        extents = List.copyOf(extents);
    }

    /**
     * One extent.
     *
     * @param description what its chunks tell
     * @param places chunk index → a store that has it, no store twice
     */
    record Piece(ChunkDescription description, Map<Integer, UUID> places) {
        Piece {
            places = Map.copyOf(places);
        }
    }
}
