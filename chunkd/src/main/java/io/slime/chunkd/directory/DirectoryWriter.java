package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.format.Checksums;
import io.slime.chunkd.format.ChunkHeader;
import io.slime.chunkd.segment.NewChunk;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Collects a chunk in memory while it is small, and in a file from there on. */
final class DirectoryWriter implements ChunkWriter {
    private static final int FIRST_BUFFER = 16 * 1024;

    private final ChunkWrites writes;
    private final ChunkId id;
    private final long expected;
    private final long era;
    private final Checksums smallSums = new Checksums();
    private byte[] small;
    private int smallLength;
    private @Nullable FileDraft draft;
    private long written;
    private boolean ended;

    DirectoryWriter(ChunkWrites writes, ChunkId id, long expected, long era) {
        this.writes = writes;
        this.id = id;
        this.expected = expected;
        this.era = era;
        int limit = writes.smallLimit();
        int first = expected == ChunkStore.UNKNOWN_LENGTH ? FIRST_BUFFER : (int) Math.min(expected, limit);
        small = new byte[expected > limit ? 0 : Math.min(first, limit)];
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (ended) {
            throw new IllegalStateException("the writer has ended");
        }
        if (expected != ChunkStore.UNKNOWN_LENGTH && written + length > expected) {
            throw new ChunkException.Refused("more bytes than the " + expected + " announced");
        }
        if (draft == null && Math.max(expected, written + length) <= writes.smallLimit()) {
            keep(bytes, offset, length);
        } else {
            spill(bytes, offset, length);
        }
        written += length;
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (small.length - smallLength < length) {
            int size = Math.max(2 * small.length, smallLength + length);
            small = Arrays.copyOf(small, Math.min(size, writes.smallLimit()));
        }
        System.arraycopy(bytes, offset, small, smallLength, length);
        smallSums.update(bytes, offset, length);
        smallLength += length;
    }

    private void spill(byte[] bytes, int offset, int length) {
        FileDraft file = draft;
        if (file == null) {
            file = writes.startFile(expected);
            draft = file;
            writes.append(file, small, 0, smallLength);
            small = new byte[0];
        }
        writes.append(file, bytes, offset, length);
    }

    @Override
    public ChunkStat finish(ChunkDescription description) {
        if (ended) {
            throw new IllegalStateException("the writer has ended");
        }
        ChunkHeader.check(description);
        if (expected != ChunkStore.UNKNOWN_LENGTH && written != expected) {
            throw new ChunkException.Refused(written + " bytes instead of the " + expected + " announced");
        }
        ended = true;
        FileDraft file = draft;
        if (file == null && writes.smallLimit() > 0) {
            return writes.commitSmall(
                    new NewChunk(id, description, era, small, smallLength, smallSums.finish(), OptionalLong.empty()));
        }
        if (file == null) {
            file = writes.startFile(0);
        }
        draft = null;
        return writes.commitFile(id, description, file, era);
    }

    @Override
    public void close() {
        ended = true;
        FileDraft file = draft;
        draft = null;
        if (file != null) {
            writes.discard(file);
        }
    }
}
