package io.slime.chunkd.server;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.wire.DescriptionText;
import io.slime.chunkd.wire.ErrorCode;
import io.slime.chunkd.wire.Fields;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/** Takes a chunk: whatever ends before its last byte and its description were there leaves nothing in the store. */
final class Upload {
    private static final int PIECE = 256 * 1024;

    private final long longest;

    /** Takes chunks up to so many bytes. */
    Upload(long longest) {
        this.longest = longest;
    }

    void serve(Call call, ChunkStore store, ChunkId id) throws IOException {
        long era = Parameters.era(call);
        long length = length(call);
        ChunkStat stat;
        try (ChunkWriter writer = store.create(id, length, era)) {
            int crc = copy(call.body(), writer, length);
            stat = finish(call, writer, crc);
        }
        call.set(Fields.LENGTH, Long.toString(stat.length()))
                .set(Fields.STAMP, Long.toString(stat.stamp()))
                .empty(200);
    }

    private long length(Call call) {
        OptionalLong announced = Parameters.number(call, Fields.LENGTH, Long.MAX_VALUE);
        long sent = call.body().length();
        if (announced.isPresent() && sent >= 0 && sent != announced.getAsLong()) {
            throw Refusal.bad("content-length is " + sent + ", " + Fields.LENGTH + " " + announced.getAsLong());
        }
        long length = announced.orElse(sent < 0 ? ChunkStore.UNKNOWN_LENGTH : sent);
        checkLength(length);
        return length;
    }

    private void checkLength(long length) {
        if (length > longest) {
            throw new Refusal(
                    ErrorCode.TOO_LARGE, "a chunk of " + length + " bytes; this server takes up to " + longest);
        }
    }

    private int copy(RequestBody body, ChunkWriter writer, long length) throws IOException {
        byte[] piece = new byte[(int) (length < 0 ? PIECE : Math.max(1, Math.min(length, PIECE)))];
        CRC32C crc = new CRC32C();
        long taken = 0;
        int n = body.fill(piece);
        while (n > 0) {
            taken += n;
            checkLength(taken);
            crc.update(piece, 0, n);
            writer.write(piece, 0, n);
            n = body.fill(piece);
        }
        return (int) crc.getValue();
    }

    private static ChunkStat finish(Call call, ChunkWriter writer, int crc) {
        Optional<String> given = behind(call, Fields.CRC);
        if (given.isPresent() && !given.get().equals(HexFormat.of().toHexDigits(crc))) {
            throw Refusal.bad("the bytes changed on the way: " + Fields.CRC + " is " + given.get() + ", theirs "
                    + HexFormat.of().toHexDigits(crc));
        }
        String text = behind(call, Fields.DESCRIPTION)
                .orElseThrow(() -> Refusal.bad(
                        "the chunk has no description: send " + Fields.DESCRIPTION + " as header or trailer"));
        return writer.finish(description(text));
    }

    private static ChunkDescription description(String text) {
        try {
            return DescriptionText.parse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Refusal.bad(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> behind(Call call, String field) {
        return call.body().trailer(field).or(() -> call.header(field));
    }
}
