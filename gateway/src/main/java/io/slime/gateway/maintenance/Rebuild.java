package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.erasure.ErasureCode;
import io.slime.erasure.Redundancy;
import io.slime.erasure.StripeLayout;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds chunks of one extent from {@code need} others, stripe by stripe. The extent's data are summed on the way, and no chunk
 * is finished unless that is the sum the extent was written with.
 */
final class Rebuild {
    private final ContentId content;
    private final ExtentRow extent;
    private final Redundancy redundancy;
    private final StripeLayout layout;
    private final Map<Integer, ChunkStore> sources;
    private final Map<Integer, ChunkStore> targets;
    private final Map<Integer, ChunkWriter> writers = new LinkedHashMap<>();
    private final byte[] @Nullable [] cells;
    private final boolean[] present;
    private final boolean[] wanted;
    private final Throttle.Pacer pacer;

    /** How it ended; unless it is {@link Done}, no chunk was finished that is not whole. */
    sealed interface Result {
        /** The chunks are durable. */
        record Done() implements Result {}

        /** A source could not be read. */
        record BadSource(int index, ChunkException cause) implements Result {}

        /** A target could not be written. */
        record BadTarget(int index, ChunkException cause) implements Result {}

        /** The chunks do not give the extent back: one of them is wrong, though its own checksums hold. */
        record Damaged() implements Result {}
    }

    /**
     * Where chunks come from and go to.
     *
     * @param sources chunk index → store to read it from, {@code need} of them
     * @param targets chunk index → store to write it to
     * @param pacer keeps it from going too fast
     */
    record Ends(Map<Integer, ChunkStore> sources, Map<Integer, ChunkStore> targets, Throttle.Pacer pacer) {}

    /** Prepares it. */
    Rebuild(ContentId content, ExtentRow extent, Redundancy redundancy, Ends ends) {
        this.content = content;
        this.extent = extent;
        this.redundancy = redundancy;
        this.layout = new StripeLayout(redundancy, extent.cell(), extent.length());
        this.sources = new TreeMap<>(ends.sources());
        this.targets = new TreeMap<>(ends.targets());
        this.pacer = ends.pacer();
        this.cells = new byte[redundancy.total()][];
        this.present = new boolean[redundancy.total()];
        this.wanted = new boolean[redundancy.total()];
        for (int i = 0; i < redundancy.total(); i++) {
            present[i] = this.sources.containsKey(i);
            wanted[i] = !present[i] && (i < redundancy.need() || this.targets.containsKey(i));
            if (present[i] || wanted[i]) {
                cells[i] = new byte[layout.cellLength(0)];
            }
        }
    }

    /** Reads, computes and writes; {@code era} travels with the chunks. */
    Result run(long era) {
        try {
            Result begun = begin(era);
            CRC32C sum = new CRC32C();
            for (int stripe = 0; stripe < layout.stripes() && begun instanceof Result.Done; stripe++) {
                begun = stripe(stripe, sum);
                pacer.passed((long) layout.cellLength(stripe) * writers.size());
            }
            if (!(begun instanceof Result.Done)) {
                return begun;
            }
            return (int) sum.getValue() == extent.crc32c() ? finish() : new Result.Damaged();
        } finally {
            writers.values().forEach(ChunkWriter::close);
        }
    }

    private Result begin(long era) {
        for (Map.Entry<Integer, ChunkStore> target : targets.entrySet()) {
            int index = target.getKey();
            try {
                writers.put(
                        index,
                        target.getValue()
                                .create(Ids.chunk(content, extent.position(), index), layout.chunkLength(), era));
            } catch (ChunkException e) {
                return new Result.BadTarget(index, e);
            }
        }
        return new Result.Done();
    }

    private Result stripe(int stripe, CRC32C sum) {
        int length = layout.cellLength(stripe);
        for (Map.Entry<Integer, ChunkStore> source : sources.entrySet()) {
            int index = source.getKey();
            try {
                source.getValue()
                        .read(
                                Ids.chunk(content, extent.position(), index),
                                layout.cellStart(stripe),
                                length,
                                cell(index),
                                0);
            } catch (ChunkException e) {
                return new Result.BadSource(index, e);
            }
        }
        ErasureCode.of(redundancy).reconstruct(cells, present, wanted, 0, length);
        for (int i = 0; i < redundancy.need(); i++) {
            sum.update(cell(i), 0, layout.dataLength(stripe, i));
        }
        for (Map.Entry<Integer, ChunkWriter> writer : writers.entrySet()) {
            try {
                writer.getValue().write(cell(writer.getKey()), 0, length);
            } catch (ChunkException e) {
                return new Result.BadTarget(writer.getKey(), e);
            }
        }
        return new Result.Done();
    }

    private Result finish() {
        Map.Entry<Integer, ChunkStore> first = sources.entrySet().iterator().next();
        ChunkDescription description;
        try {
            description = first.getValue().describe(Ids.chunk(content, extent.position(), first.getKey()));
        } catch (ChunkException e) {
            return new Result.BadSource(first.getKey(), e);
        }
        for (Map.Entry<Integer, ChunkWriter> writer : writers.entrySet()) {
            try {
                writer.getValue().finish(description);
            } catch (ChunkException e) {
                return new Result.BadTarget(writer.getKey(), e);
            }
        }
        return new Result.Done();
    }

    private byte[] cell(int index) {
        byte[] cell = cells[index];
        if (cell == null) {
            throw new IllegalStateException("cell " + index + " is neither read nor wanted");
        }
        return cell;
    }
}
