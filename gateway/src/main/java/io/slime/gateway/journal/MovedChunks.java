package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.gateway.maintenance.Stores;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.foreign.ForeignChunk;
import io.slime.metadata.placement.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Adopts chunks of known extents where they are, if the store that the database has for them does not hold them: they were moved
 * after the moment to which the database went back. Where both stores hold the chunk, nothing is changed.
 */
final class MovedChunks {
    private static final int PAGE = 1000;

    private final Metadata metadata;
    private final Stores stores;

    MovedChunks(Metadata metadata, Stores stores) {
        this.metadata = metadata;
        this.stores = stores;
    }

    /**
     * Adopts what the last survey found elsewhere.
     *
     * @param allowed asked before each page
     * @return how many chunks got another place
     */
    long run(Runnable allowed) {
        long adopted = 0;
        for (List<ForeignChunk> page = metadata.foreign().moved(PAGE);
                !page.isEmpty();
                page = metadata.foreign().moved(PAGE)) {
            allowed.run();
            for (ForeignChunk chunk : page) {
                adopted += adopt(chunk) ? 1 : 0;
                metadata.foreign().settled(chunk);
            }
        }
        return adopted;
    }

    private boolean adopt(ForeignChunk chunk) {
        Optional<ExtentRow> extent = metadata.extents().extent(chunk.content(), chunk.position());
        Optional<Placement> placement =
                extent.flatMap(found -> metadata.placements().find(found.placement()));
        if (extent.isEmpty() || placement.isEmpty()) {
            return false;
        }
        List<Optional<UUID>> slots = new ArrayList<>(placement.get().stores());
        if (chunk.index() >= slots.size()
                || slots.contains(Optional.of(chunk.store()))
                || slots.get(chunk.index()).filter(home -> holds(home, chunk)).isPresent()) {
            return false;
        }
        slots.set(chunk.index(), Optional.of(chunk.store()));
        Placement there = metadata.placements().create(placement.get().redundancy(), slots);
        return metadata.foreign().place(chunk, extent.get().placement(), there.id());
    }

    private boolean holds(UUID home, ForeignChunk chunk) {
        try {
            ChunkId id =
                    new ChunkId(chunk.content().epoch(), chunk.content().number(), chunk.position(), chunk.index());
            return stores.reach(home).flatMap(store -> store.stat(id)).isPresent();
        } catch (ChunkException e) {
            return false;
        }
    }
}
