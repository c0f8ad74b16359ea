package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;

/** Copies one chunk, whose bytes its store verifies, to another store: a {@code need}-th of the reading that a rebuild takes. */
final class ChunkCopy {
    private static final int PIECE = 1 << 20;

    private final ChunkId chunk;
    private final long length;
    private final long era;
    private final Throttle.Pacer pacer;

    /** Copies a chunk of that length; {@code era} travels with it. */
    ChunkCopy(ChunkId chunk, long length, long era, Throttle.Pacer pacer) {
        this.chunk = chunk;
        this.length = length;
        this.era = era;
        this.pacer = pacer;
    }

    /** How it ended: {@link Rebuild.Result.Done}, or which end failed. */
    Rebuild.Result run(ChunkStore from, ChunkStore to) {
        byte[] piece = new byte[(int) Math.min(PIECE, length)];
        try (ChunkWriter writer = to.create(chunk, length, era)) {
            for (long at = 0; at < length; at += piece.length) {
                int count = (int) Math.min(piece.length, length - at);
                try {
                    from.read(chunk, at, count, piece, 0);
                } catch (ChunkException e) {
                    return new Rebuild.Result.BadSource(chunk.index(), e);
                }
                writer.write(piece, 0, count);
                pacer.passed(count);
            }
            ChunkDescription description;
            try {
                description = from.describe(chunk);
            } catch (ChunkException e) {
                return new Rebuild.Result.BadSource(chunk.index(), e);
            }
            writer.finish(description);
            return new Rebuild.Result.Done();
        } catch (ChunkException e) {
            return new Rebuild.Result.BadTarget(chunk.index(), e);
        }
    }
}
