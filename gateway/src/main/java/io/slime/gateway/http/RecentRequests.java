package io.slime.gateway.http;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The requests that a process served last, in memory: those that failed are kept apart, so that a busy hour does not push them out.
 *
 * <p>Threads add without waiting for each other. A reader may miss one that is added at that very time.
 */
public final class RecentRequests {
    /** Longer paths and methods, which clients choose, are cut, so that nobody fills the memory with them. */
    private static final int MAX_PATH = 1024;

    private static final int MAX_NAME = 64;

    private final AtomicLong last = new AtomicLong();
    private final Ring all;
    private final Ring failed;

    /**
     * Keeps some.
     *
     * @param most how many at most, at least 1; and as many that failed
     */
    public RecentRequests(int most) {
        this.all = new Ring(most);
        this.failed = new Ring(most);
    }

    /**
     * A request with its number.
     *
     * @param number grows from request to request while the process runs, from 1
     * @param request what was served
     */
    public record Numbered(long number, ServedRequest request) {}

    void add(ServedRequest request) {
        Numbered kept = new Numbered(last.incrementAndGet(), bounded(request));
        all.add(kept);
        if (request.failed()) {
            failed.add(kept);
        }
    }

    private static ServedRequest bounded(ServedRequest request) {
        if (request.path().length() <= MAX_PATH
                && request.method().length() <= MAX_NAME
                && request.operation().length() <= MAX_NAME) {
            return request;
        }
        return new ServedRequest(
                request.at(),
                request.client(),
                cut(request.method(), MAX_NAME),
                cut(request.path(), MAX_PATH),
                request.status(),
                request.error(),
                request.whole(),
                request.in(),
                request.out(),
                request.nanos(),
                request.requestId(),
                cut(request.operation(), MAX_NAME),
                request.who());
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }

    /**
     * The latest that are still kept, the oldest of them first.
     *
     * @param after only those with a higher number; 0 for all
     * @param limit how many at most
     * @param wanted which
     */
    public List<Numbered> after(long after, int limit, Predicate<ServedRequest> wanted) {
        List<Numbered> found = Stream.concat(all.stream(), failed.stream())
                .filter(kept -> kept.number() > after && wanted.test(kept.request()))
                .sorted(Comparator.comparingLong(Numbered::number))
                .distinct()
                .toList();
        return found.subList(Math.max(0, found.size() - limit), found.size());
    }

    /** The number of the last request that was served; 0 if none was. */
    public long last() {
        return last.get();
    }

    /** The last so many; each place is written over by the next but so many. */
    private static final class Ring {
        private final AtomicReferenceArray<Numbered> places;
        private final AtomicLong next = new AtomicLong();

        Ring(int most) {
            places = new AtomicReferenceArray<>(most);
        }

        void add(Numbered request) {
            places.set(Math.floorMod(next.getAndIncrement(), places.length()), request);
        }

        Stream<Numbered> stream() {
            return IntStream.range(0, places.length()).mapToObj(places::get).filter(kept -> kept != null);
        }
    }
}
