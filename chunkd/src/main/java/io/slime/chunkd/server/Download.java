package io.slime.chunkd.server;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.wire.ErrorCode;
import io.slime.chunkd.wire.Fields;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Gives a chunk's bytes. Up to {@link Pieces#LONGEST} they are all read and verified before the answer begins, so that the answer is
 * exact; beyond, one that fails in the middle is cut off.
 */
final class Download {
    private final Pieces pieces;

    Download(Pieces pieces) {
        this.pieces = pieces;
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
        int first = (int) Math.min(Pieces.LONGEST, end - from);
        try (Pieces.Lease lease = pieces.take(first)) {
            read(store, id, from, lease.bytes(), first);
            if (first == end - from) {
                CRC32C crc = new CRC32C();
                crc.update(lease.bytes(), 0, first);
                call.set(Fields.CRC, HexFormat.of().toHexDigits((int) crc.getValue()));
            }
            call.set("content-type", "application/octet-stream").begin(status, end - from);
            call.write(lease.bytes(), first);
            for (long at = from + first; at < end; at += first) {
                int length = (int) Math.min(first, end - at);
                read(store, id, at, lease.bytes(), length);
                call.write(lease.bytes(), length);
            }
            call.finish();
        }
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
}
