package io.slime.gateway.live;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Somebody who is told what changed since they began; for one thread. */
public final class Listener implements AutoCloseable {
    private final Seats.Seat seat;
    private final Changes changes;
    private long seen;

    Listener(Seats.Seat seat, Changes changes) {
        this.seat = seat;
        this.changes = changes;
        this.seen = changes.revision();
    }

    /** The number of the last change that was told. */
    public long revision() {
        return seen;
    }

    /** Waits for changes; what changed, with numbers that grow, and nothing if nothing did in that time. */
    public Map<Topic, Long> await(Duration atMost) throws InterruptedException {
        Map<Topic, Long> news = changes.after(seen, atMost, () -> seat.ending().isPresent());
        seen = news.values().stream().mapToLong(Long::longValue).max().orElse(seen);
        return news;
    }

    /** Why nothing more is told, if so. */
    public Optional<Ending> ending() {
        return seat.ending();
    }

    @Override
    public void close() {
        seat.leave();
    }
}
