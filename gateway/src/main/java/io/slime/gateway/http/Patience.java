package io.slime.gateway.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * How long is waited for a client while a body moves, for one direction of one request; for one thread.
 *
 * <p>No single wait may last longer than a limit; and of each stretch in which as much was waited in all, so many bytes a second must
 * have come of it that nobody holds a request with a byte now and then. Only waiting counts: what the server takes to do its part is
 * not the client's fault.
 */
final class Patience {
    private static final double NANOS = 1e9;

    private final Duration limit;
    private final long leastRate;
    private long waited;
    private long moved;

    /**
     * Of a client that has not been waited for yet.
     *
     * @param limit the longest wait, and the length of a stretch
     * @param leastRate the least bytes a second of waiting; 0 for none
     */
    Patience(Duration limit, long leastRate) {
        this.limit = limit;
        this.leastRate = leastRate;
    }

    /** Takes note that bytes moved. */
    void moved(long bytes) {
        moved += bytes;
    }

    /**
     * Waits until there is something to read.
     *
     * @throws StalledException if the client is too slow
     */
    void awaitReadable(StreamSourceChannel channel) throws IOException {
        long from = System.nanoTime();
        Readiness.awaitReadable(channel, limit);
        waited(System.nanoTime() - from, "sent");
    }

    /**
     * Waits until something can be written.
     *
     * @throws StalledException if the client is too slow
     */
    void awaitWritable(StreamSinkChannel channel) throws IOException {
        long from = System.nanoTime();
        Readiness.awaitWritable(channel, limit);
        waited(System.nanoTime() - from, "took");
    }

    private void waited(long nanos, String did) throws StalledException {
        waited += nanos;
        if (waited < limit.toNanos()) {
            return;
        }
        double rate = moved * NANOS / waited;
        if (rate < leastRate) {
            throw new StalledException(String.format(
                    Locale.ROOT,
                    "the client %s %.1f bytes a second, and at least %d are asked for (limits.least-rate)",
                    did,
                    rate,
                    leastRate));
        }
        waited = 0;
        moved = 0;
    }
}
