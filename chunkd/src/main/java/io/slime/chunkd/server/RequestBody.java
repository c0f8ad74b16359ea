package io.slime.chunkd.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.HeaderMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;

/** The body of a request without its transfer coding; for one thread. A client that goes away in the middle gives an IOException. */
final class RequestBody {
    /** One read moves at most this much: NIO copies a heap buffer through a direct one of the same size. */
    private static final int MOST_PER_READ = 256 * 1024;

    private static final int MOST_DRAINED = 256 * 1024;
    private static final Duration DRAIN_WAIT = Duration.ofSeconds(2);

    private final HttpServerExchange exchange;
    private final Duration wait;
    private final long length;
    private @Nullable StreamSourceChannel channel;
    private boolean ended;
    private boolean failed;

    RequestBody(HttpServerExchange exchange, Duration wait) {
        this.exchange = exchange;
        this.wait = wait;
        ended = exchange.isRequestComplete();
        length = ended ? 0 : exchange.getRequestContentLength();
    }

    /** Its length, or -1 if only its end tells. */
    long length() {
        return length;
    }

    /** Fills the array as far as there is body; how many bytes there were, fewer than asked for only at the end. */
    int fill(byte[] into) throws IOException {
        int at = 0;
        while (at < into.length) {
            int n = read(ByteBuffer.wrap(into, at, Math.min(into.length - at, MOST_PER_READ)), wait);
            if (n < 0) {
                break;
            }
            at += n;
        }
        return at;
    }

    private int read(ByteBuffer into, Duration atMost) throws IOException {
        if (ended) {
            return -1;
        }
        if (failed) {
            throw new IOException("the request body failed before");
        }
        failed = true;
        StreamSourceChannel source = open();
        int n = source.read(into);
        while (n == 0) {
            Readiness.awaitReadable(source, atMost);
            n = source.read(into);
        }
        ended = n < 0;
        failed = false;
        return n;
    }

    private StreamSourceChannel open() throws IOException {
        StreamSourceChannel source = channel;
        if (source == null) {
            if (HttpContinue.requiresContinueResponse(exchange)) {
                HttpContinue.sendContinueResponseBlocking(exchange);
            }
            source = exchange.getRequestChannel();
            if (source == null) {
                throw new IOException("the request channel is taken");
            }
            channel = source;
        }
        return source;
    }

    /** A field that came behind the body; there are none before its end. */
    Optional<String> trailer(String name) {
        HeaderMap trailers = exchange.getAttachment(HttpAttachments.REQUEST_TRAILERS);
        return trailers == null ? Optional.empty() : Optional.ofNullable(trailers.getFirst(name));
    }

    /** Whether the rest is little enough to be read away, so that the connection can be kept. */
    boolean worthDraining() {
        return ended || (!failed && length >= 0 && length <= MOST_DRAINED);
    }

    /** Reads the rest away, within limits, so that a client that still sends gets its answer; true at the end. */
    boolean drain() {
        ByteBuffer sink = ByteBuffer.allocate(16 * 1024);
        long deadline = System.nanoTime() + DRAIN_WAIT.toNanos();
        int left = MOST_DRAINED;
        try {
            while (!ended && !failed && left > 0) {
                long nanos = deadline - System.nanoTime();
                if (nanos <= 0) {
                    return false;
                }
                sink.clear();
                left -= Math.max(0, read(sink, Duration.ofNanos(nanos)));
            }
        } catch (IOException e) {
            return false; // the client is gone, and so is its connection
        }
        return ended;
    }
}
