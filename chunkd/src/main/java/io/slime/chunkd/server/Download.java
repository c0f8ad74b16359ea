package io.slime.chunkd.server;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.wire.ErrorCode;
import io.slime.chunkd.wire.Fields;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * Gives a chunk's bytes. Up to {@link #PIECE} they are all read and verified before the answer begins, so that the answer is exact;
 * beyond, one that fails in the middle is cut off.
 */
final class Download {
    /** Most bytes that are read at once. */
    static final int PIECE = 1 << 20;

    private static final int PERMIT = 4_096;

    private final Semaphore memory;
    private final Duration wait;

    /** Holds at most so many bytes at once; who finds none waits. */
    Download(int memory, Duration wait) {
        this.memory = new Semaphore(memory / PERMIT);
        this.wait = wait;
    }

    void serve(Call call, ChunkStore store, ChunkId id) throws IOException {
        Optional<ByteRange> range = ByteRange.of(call.header("range"));
        long from = range.map(ByteRange::from).orElse(0L);
        long end;
        if (range.isPresent() && range.get().last().isPresent()) {
            end = range.get().last().getAsLong() + 1;
        } else {
            end = stat(store, id).length();
            if (range.isPresent() && from >= end) {
                throw new Refusal(ErrorCode.RANGE, "the chunk has only " + end + " bytes");
            }
        }
        int status = range.isPresent() ? 206 : 200;
        if (status == 206) {
            call.set("content-range", "bytes " + from + "-" + (end - 1) + "/*");
        }
        int permits = (int) (Math.min(PIECE, end - from) / PERMIT) + 1;
        take(permits);
        try {
            send(call, store, id, new Piece(from, end, status));
        } finally {
            memory.release(permits);
        }
    }

    /** Bytes [from, end) of a chunk. */
    private record Piece(long from, long end, int status) {
        int length() {
            return (int) Math.min(PIECE, end - from);
        }
    }

    private static void send(Call call, ChunkStore store, ChunkId id, Piece all) throws IOException {
        byte[] bytes = new byte[all.length()];
        read(store, id, all.from(), bytes, bytes.length);
        if (bytes.length == all.end() - all.from()) {
            CRC32C crc = new CRC32C();
            crc.update(bytes, 0, bytes.length);
            call.set(Fields.CRC, HexFormat.of().toHexDigits((int) crc.getValue()));
        }
        call.set("content-type", "application/octet-stream");
        call.begin(all.status(), all.end() - all.from());
        call.write(bytes, bytes.length);
        for (long at = all.from() + bytes.length; at < all.end(); at += bytes.length) {
            int length = (int) Math.min(bytes.length, all.end() - at);
            read(store, id, at, bytes, length);
            call.write(bytes, length);
        }
        call.finish();
    }

    private static void read(ChunkStore store, ChunkId id, long from, byte[] into, int length) {
        try {
            store.read(id, from, length, into, 0);
        } catch (ChunkException.Refused e) {
            throw new Refusal(ErrorCode.RANGE, String.valueOf(e.getMessage()));
        }
    }

    /** The chunk's length and stamp; if there is none, says why. */
    static ChunkStat stat(ChunkStore store, ChunkId id) {
        Optional<ChunkStat> stat = store.stat(id);
        if (stat.isEmpty()) {
            store.describe(id); // says whether it is missing or in quarantine
            throw new ChunkException.Missing(id);
        }
        return stat.get();
    }

    private void take(int permits) {
        try {
            if (memory.tryAcquire(permits, wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(ErrorCode.BUSY, "too many answers are under way");
    }
}
