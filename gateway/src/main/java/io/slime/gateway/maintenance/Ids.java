package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.reconcile.FoundChunk;

/** One chunk in the words of the metadata and in those of the stores. */
final class Ids {
    private Ids() {}

    static FoundChunk found(ChunkId id) {
        return new FoundChunk(new ContentId(id.epoch(), id.number()), id.position(), id.index());
    }

    static ChunkId chunk(FoundChunk found) {
        return chunk(found.content(), found.position(), found.index());
    }

    static ChunkId chunk(ContentId content, int position, int index) {
        return new ChunkId(content.epoch(), content.number(), position, index);
    }
}
