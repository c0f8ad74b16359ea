package io.slime.chunkd.client;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.wire.DescriptionText;
import io.slime.chunkd.wire.Fields;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Sends a short chunk in one piece when it is finished, a longer one while it is written. */
final class RemoteWriter implements ChunkWriter {
    /** Longest chunk that is sent in one piece, and most bytes that wait to be sent. */
    static final int SHORT = 64 * 1024;

    private static final int FIRST_BUFFER = 8 * 1024;
    private static final int WORTH_SENDING = 16 * 1024;

    private final Talk talk;
    private final ChunkId id;
    private final Supplier<Request> put;
    private final long expected;
    private final CRC32C crc = new CRC32C();
    private byte[] buffer;
    private int buffered;
    private long written;
    private @Nullable StreamedPut stream;
    private boolean ended;

    /** Writes a chunk of that length, if it is known, with PUTs as given. */
    RemoteWriter(Talk talk, ChunkId id, Supplier<Request> put, long expected) {
        this.talk = talk;
        this.id = id;
        this.put = put;
        this.expected = expected;
        buffer = new byte[expected < 0 || expected > SHORT ? FIRST_BUFFER : (int) expected];
        if (expected > SHORT) {
            stream();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        checkLive();
        if (expected != ChunkStore.UNKNOWN_LENGTH && written + length > expected) {
            throw new ChunkException.Refused("more bytes than the " + expected + " announced");
        }
        crc.update(bytes, offset, length);
        written += length;
        if (buffered + length <= SHORT && (stream == null || length < WORTH_SENDING)) {
            keep(bytes, offset, length);
        } else {
            StreamedPut open = stream();
            flush(open);
            open.send(bytes, offset, length);
        }
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (buffer.length - buffered < length) {
            buffer = Arrays.copyOf(buffer, Math.min(SHORT, Math.max(2 * buffer.length, buffered + length)));
        }
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
    }

    private void flush(StreamedPut open) {
        if (buffered > 0) {
            open.send(buffer, 0, buffered);
            buffered = 0;
        }
    }

    private StreamedPut stream() {
        StreamedPut open = stream;
        if (open == null) {
            Request request = put.get();
            if (expected >= 0) {
                request.with(Fields.LENGTH, Long.toString(expected));
            }
            open = new StreamedPut(talk, request);
            stream = open;
        }
        return open;
    }

    @Override
    public ChunkStat finish(ChunkDescription description) {
        checkLive();
        if (expected != ChunkStore.UNKNOWN_LENGTH && written != expected) {
            throw new ChunkException.Refused(written + " bytes instead of the " + expected + " announced");
        }
        ended = true;
        String text = DescriptionText.of(description);
        String sum = HexFormat.of().toHexDigits((int) crc.getValue());
        StreamedPut open = stream;
        if (open == null) {
            Request request = put.get()
                    .data(buffer, buffered)
                    .with(Fields.DESCRIPTION, text)
                    .with(Fields.CRC, sum);
            return talk.call(request, (head, exchange) -> stat(head));
        }
        flush(open);
        return open.finish(text, sum, (head, exchange) -> stat(head));
    }

    private ChunkStat stat(AnswerHead head) throws ProtocolException {
        return new ChunkStat(id, head.number(Fields.LENGTH), head.number(Fields.STAMP));
    }

    private void checkLive() {
        if (ended) {
            throw new IllegalStateException("the writer has ended");
        }
    }

    @Override
    public void close() {
        ended = true;
        StreamedPut open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }
}
