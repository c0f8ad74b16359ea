package io.slime.chunkd.client;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.wire.Fields;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An upload that is sent while it is made, in chunked coding (RFC 9112 7.1). Nothing of it stays unless it is finished. */
final class StreamedPut implements AutoCloseable {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Talk talk;
    private final Exchange exchange;
    private boolean failed;

    StreamedPut(Talk talk, Request request) {
        this.talk = talk;
        exchange = talk.open(request.with("transfer-encoding", "chunked"), false);
        run(() -> {
            exchange.send();
            return true;
        });
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    void send(byte[] bytes, int offset, int length) {
        run(() -> {
            for (int at = 0; at < length; at += Connection.MOST_AT_ONCE) {
                if (exchange.disturbed()) {
                    throw new IOException("the server ended the upload");
                }
                int count = Math.min(length - at, Connection.MOST_AT_ONCE);
                exchange.send(
                        ascii(Integer.toHexString(count) + "\r\n"),
                        ByteBuffer.wrap(bytes, offset + at, count),
                        ByteBuffer.wrap(LINE_END));
            }
            return true;
        });
    }

    /** Ends the upload with its trailers, and waits until the chunk is durable. */
    ChunkStat finish(String description, String crc, Talk.Reading<ChunkStat> reading) {
        return run(() -> {
            exchange.send(ascii(
                    "0\r\n" + Fields.DESCRIPTION + ": " + description + "\r\n" + Fields.CRC + ": " + crc + "\r\n\r\n"));
            return reading.read(exchange.answer(), exchange);
        });
    }

    /** Runs a step within its time. When the connection breaks, the server may have said why. */
    private <T> T run(Step<T> step) {
        if (failed) {
            throw new ChunkException.Unreachable("this upload has failed before");
        }
        failed = true;
        exchange.startClock();
        T result;
        try {
            result = step.run();
        } catch (ProtocolException e) {
            throw talk.unreachable(exchange, e);
        } catch (IOException e) {
            throw reason(e);
        } finally {
            exchange.stopClock();
        }
        failed = false;
        return result;
    }

    private ChunkException reason(IOException broken) {
        if (!exchange.late() && !Thread.currentThread().isInterrupted()) {
            try {
                exchange.startClock();
                exchange.answer();
            } catch (IOException e) {
                broken.addSuppressed(e);
            } catch (ChunkException e) {
                return e;
            } finally {
                exchange.stopClock();
            }
        }
        return talk.unreachable(exchange, broken);
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        exchange.close();
    }
}
