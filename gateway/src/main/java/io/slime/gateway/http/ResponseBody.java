package io.slime.gateway.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;

/** The body of a response as a blocking stream; for one thread. Closing it is what ends the response cleanly. */
final class ResponseBody extends OutputStream {
    /** One write moves at most this much: NIO copies a heap buffer through a direct one of the same size. */
    private static final int MOST_PER_WRITE = 128 * 1024;

    private final StreamSinkChannel channel;
    private final Patience patience;
    private byte @Nullable [] promised;
    private long count;
    private boolean closed;

    ResponseBody(HttpServerExchange exchange, Patience patience) throws IOException {
        StreamSinkChannel sink = exchange.getResponseChannel();
        if (sink == null) {
            throw new IOException("the response channel is taken");
        }
        this.channel = sink;
        this.patience = patience;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        write(ByteBuffer.wrap(data, offset, length));
    }

    /** Writes all that remains in the buffer. */
    void write(ByteBuffer data) throws IOException {
        int end = data.limit();
        while (data.position() < end) {
            data.limit(Math.min(end, data.position() + MOST_PER_WRITE));
            int n = channel.write(data);
            if (n == 0) {
                patience.awaitWritable(channel);
            }
            count += n;
            patience.moved(n);
        }
        data.limit(end);
    }

    /** Writes what a document begins with that is still to come. */
    void promise(byte[] beginning) throws IOException {
        promised = beginning;
        write(beginning);
    }

    /** Whether the rest of a document is to come. */
    boolean promises() {
        return promised != null && !closed;
    }

    /** Writes the rest of the document, or another one if it begins otherwise, and ends. */
    void keepPromise(byte[] document) throws IOException {
        byte[] said = Objects.requireNonNull(promised);
        boolean repeats = Arrays.equals(said, 0, said.length, document, 0, Math.min(said.length, document.length));
        int from = repeats ? said.length : 0;
        write(document, from, document.length - from);
        close();
    }

    @Override
    public void flush() throws IOException {
        while (!channel.flush()) {
            patience.awaitWritable(channel);
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            channel.shutdownWrites();
            flush();
        }
    }

    /** Whether the response was ended. */
    boolean closed() {
        return closed;
    }

    /** Bytes of body written so far. */
    long count() {
        return count;
    }
}
