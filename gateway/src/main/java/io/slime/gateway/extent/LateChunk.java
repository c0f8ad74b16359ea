package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.erasure.ErasureCode;
import io.slime.erasure.StripeLayout;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rebuilds a chunk of an extent from {@code need} others that are durable, stripe by stripe. */
final class LateChunk {
    private final Workshop workshop;
    private final ExtentPlan plan;
    private final StripeLayout layout;
    private final IntFunction<Optional<ChunkStore>> durable;

    /** Of an extent of that length whose chunks are durable at the stores that {@code durable} says. */
    LateChunk(Workshop workshop, ExtentPlan plan, int length, IntFunction<Optional<ChunkStore>> durable) {
        this.workshop = workshop;
        this.plan = plan;
        this.layout = new StripeLayout(plan.redundancy(), plan.cell(), length);
        this.durable = durable;
    }

    /**
     * Writes the chunk of that index to a store.
     *
     * @throws ChunkException if that or another store fails; whether the chunk is there is not known then
     */
    void write(int index, ChunkStore to, ChunkDescription description) {
        int total = plan.redundancy().total();
        byte[] @Nullable [] cells = new byte[total][];
        boolean[] present = new boolean[total];
        boolean[] wanted = new boolean[total];
        wanted[index] = true;
        try (ChunkWriter writer = to.create(
                plan.chunk(index), layout.chunkLength(), workshop.pulse().era())) {
            byte[] target = lease(cells, index);
            for (int stripe = 0; stripe < layout.stripes(); stripe++) {
                int length = layout.cellLength(stripe);
                gather(stripe, index, cells, present);
                workshop.coding().reconstruct(ErasureCode.of(plan.redundancy()), cells, present, wanted, length);
                writer.write(target, 0, length);
            }
            writer.finish(description);
        } finally {
            for (byte[] cell : cells) {
                if (cell != null) {
                    workshop.buffers().giveBack(cell);
                }
            }
        }
    }

    private void gather(int stripe, int without, byte[] @Nullable [] cells, boolean[] present) {
        int found = 0;
        for (int i = 0; i < cells.length && found < plan.redundancy().need(); i++) {
            Optional<ChunkStore> store = i == without ? Optional.empty() : durable.apply(i);
            if (store.isPresent()) {
                byte[] cell = lease(cells, i);
                store.get().read(plan.chunk(i), layout.cellStart(stripe), layout.cellLength(stripe), cell, 0);
                present[i] = true;
                found++;
            }
        }
    }

    private byte[] lease(byte[] @Nullable [] cells, int index) {
        byte[] cell = cells[index];
        if (cell == null) {
            cell = workshop.buffers().lease(layout.cellLength(0));
            cells[index] = cell;
        }
        return cell;
    }
}
