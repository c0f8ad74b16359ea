package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.garbage.Reclaimed;
import io.slime.metadata.placement.Placement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Deletes the chunks of contents that are gone from the metadata. */
public final class Eraser {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Workshop workshop;

    /** Deletes at the stores of that workshop. */
    public Eraser(Workshop workshop) {
        this.workshop = workshop;
    }

    /**
     * Deletes the chunks at every store that answers; what cannot be deleted is left to reconcile. The era that this gateway learned by
     * its last sign of life may be older than the one in which that was decided, which stores know by then.
     */
    public void erase(Reclaimed reclaimed) {
        Deletions deletions = new Deletions(workshop);
        for (ExtentRow extent : reclaimed.extents()) {
            Placement placement = workshop.placements().find(extent.placement());
            for (int index = 0; index < placement.stores().size(); index++) {
                Optional<ChunkStore> store = placement.stores().get(index).flatMap(workshop.cluster()::reach);
                if (store.isPresent()) {
                    deletions.add(
                            store.get(),
                            new ChunkId(
                                    reclaimed.content().epoch(),
                                    reclaimed.content().number(),
                                    extent.position(),
                                    index));
                }
            }
        }
        deletions.run(PATIENCE, Math.max(reclaimed.era(), workshop.pulse().era()));
    }
}
