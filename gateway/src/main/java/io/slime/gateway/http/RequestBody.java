package io.slime.gateway.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;

/**
 * The body of a request as a blocking stream, without the transfer coding; for one thread.
 *
 * <p>The first read sends {@code 100 Continue} when the client waits for it. A client that goes away in the middle gives an
 * IOException, never a clean end.
 */
final class RequestBody extends InputStream {
    /** One read moves at most this much: NIO copies a heap buffer through a direct one of the same size. */
    private static final int MOST_PER_READ = 128 * 1024;

    private final HttpServerExchange exchange;
    private final Patience patience;
    private final OptionalLong declared;
    private final boolean expectsContinue;
    private @Nullable StreamSourceChannel channel;
    private boolean started;
    private boolean ended;
    private boolean failed;
    private long count;

    RequestBody(HttpServerExchange exchange, Patience patience, OptionalLong declared) {
        this.exchange = exchange;
        this.patience = patience;
        this.declared = declared;
        this.expectsContinue = HttpContinue.requiresContinueResponse(exchange);
        this.ended = exchange.isRequestComplete();
    }

    /** Waits until a channel can be read. */
    private interface Waiting {
        void until(StreamSourceChannel channel) throws IOException;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        return length == 0
                ? 0
                : read(ByteBuffer.wrap(into, offset, Math.min(length, MOST_PER_READ)), patience::awaitReadable);
    }

    private int read(ByteBuffer into, Waiting waiting) throws IOException {
        if (ended) {
            invite();
            return -1;
        }
        if (failed) {
            throw new IOException("the request body failed before");
        }
        try {
            StreamSourceChannel source = open();
            int n;
            while ((n = source.read(into)) == 0) {
                waiting.until(source);
            }
            if (n < 0) {
                ended = true;
            } else {
                count += n;
                patience.moved(n);
            }
            return n;
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private StreamSourceChannel open() throws IOException {
        StreamSourceChannel source = channel;
        if (source == null) {
            invite();
            source = exchange.getRequestChannel();
            if (source == null) {
                throw new IOException("the request channel is taken");
            }
            channel = source;
        }
        return source;
    }

    /**
     * Sends {@code 100 Continue} once to a client that waits for it, even when its body is empty: botocore takes a final
     * status without it well, and then loses the head of the next response on that connection.
     */
    void invite() throws IOException {
        if (expectsContinue && !started && !exchange.isResponseStarted()) {
            HttpContinue.sendContinueResponseBlocking(exchange);
        }
        started = true;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    /** Whether the request has no body, or its body was read to the end. */
    boolean empty() {
        return ended;
    }

    /** Whether reading the rest away is worth it to keep the connection. */
    boolean worthDraining(long mostBytes) {
        boolean neverAsked = expectsContinue && !started;
        if (ended) {
            return !neverAsked;
        }
        return !failed && !neverAsked && (declared.isEmpty() || declared.getAsLong() - count <= mostBytes);
    }

    /** Reads the rest away within bounds; true when the end was reached. */
    boolean drain(long mostBytes, Duration atMost) {
        if (ended) {
            return true;
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        ByteBuffer sink = ByteBuffer.allocate(16 * 1024);
        long left = mostBytes;
        try {
            while (!ended && !failed && left > 0) {
                long nanos = deadline - System.nanoTime();
                if (nanos <= 0) {
                    return false;
                }
                sink.clear();
                left -= Math.max(0, read(sink, source -> Readiness.awaitReadable(source, Duration.ofNanos(nanos))));
            }
        } catch (IOException e) {
            return false; // the client is gone: so is the connection
        }
        return ended;
    }
}
