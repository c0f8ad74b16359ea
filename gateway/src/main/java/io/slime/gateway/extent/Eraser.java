package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.garbage.Reclaimed;
import io.slime.metadata.placement.Placement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Deletes the chunks of contents that are gone from the metadata. */
public final class Eraser {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    /** Extents whose chunks are deleted at once; each is a chunk of every store in its placement. */
    private static final int TOGETHER = 200;

    private final Workshop workshop;

    /** Deletes at the stores of that workshop. */
    public Eraser(Workshop workshop) {
        this.workshop = workshop;
    }

    /**
     * Deletes the chunks at every store that answers, a store's together, since deleting is durable; what cannot be deleted is left to
     * reconcile. The era that this gateway learned by its last sign of life may be older than the one in which that was decided, which
     * stores know by then.
     */
    public void erase(List<Reclaimed> gone) {
        Deletions deletions = new Deletions(workshop);
        long era = workshop.pulse().era();
        int extents = 0;
        for (Reclaimed reclaimed : gone) {
            era = Math.max(era, reclaimed.era());
            for (ExtentRow extent : reclaimed.extents()) {
                add(deletions, reclaimed.content(), extent);
                if (++extents % TOGETHER == 0) {
                    deletions.run(PATIENCE, era);
                    deletions = new Deletions(workshop);
                }
            }
        }
        deletions.run(PATIENCE, era);
    }

    private void add(Deletions deletions, ContentId content, ExtentRow extent) {
        Placement placement = workshop.placements().find(extent.placement());
        for (int index = 0; index < placement.stores().size(); index++) {
            Optional<ChunkStore> store = placement.stores().get(index).flatMap(workshop.cluster()::reach);
            if (store.isPresent()) {
                deletions.add(store.get(), new ChunkId(content.epoch(), content.number(), extent.position(), index));
            }
        }
    }
}
