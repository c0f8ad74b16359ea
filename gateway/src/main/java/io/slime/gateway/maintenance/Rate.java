package io.slime.gateway.maintenance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.OptionalLong;

/** How fast work went of late, from what was done at some moments. Used by one thread. */
final class Rate {
    private static final long WINDOW = 30_000_000_000L;

    private final Deque<Moment> moments = new ArrayDeque<>();

    private record Moment(long nanos, long done, long bytes) {}

    /** Takes note of what was done up to now. */
    void at(long nanos, long done, long bytes) {
        if (!moments.isEmpty()
                && (moments.getLast().done() > done || moments.getLast().bytes() > bytes)) {
            moments.clear();
        }
        moments.add(new Moment(nanos, done, bytes));
        while (moments.size() > 2 && nanos - moments.getFirst().nanos() > WINDOW) {
            moments.removeFirst();
        }
    }

    long bytesPerSecond() {
        double seconds = seconds();
        return seconds <= 0
                ? 0
                : (long) ((moments.getLast().bytes() - moments.getFirst().bytes()) / seconds);
    }

    /** How long so many pieces of work will take; empty if none was done of late. */
    OptionalLong secondsFor(long pieces) {
        if (pieces == 0) {
            return OptionalLong.of(0);
        }
        double seconds = seconds();
        long done = moments.isEmpty()
                ? 0
                : moments.getLast().done() - moments.getFirst().done();
        return seconds <= 0 || done == 0
                ? OptionalLong.empty()
                : OptionalLong.of((long) Math.ceil(pieces * seconds / done));
    }

    /** The fields of a task's progress that say how much there is and how long it takes; a JSON object. */
    String fields(long total, long left) {
        OptionalLong eta = secondsFor(left);
        return String.format(
                Locale.ROOT,
                "{\"total\":%d,\"waiting\":%d,\"rate\":%d,\"eta_seconds\":%s}",
                total,
                left,
                bytesPerSecond(),
                eta.isPresent() ? Long.toString(eta.getAsLong()) : "null");
    }

    private double seconds() {
        return moments.isEmpty()
                ? 0
                : (moments.getLast().nanos() - moments.getFirst().nanos()) / 1e9;
    }
}
