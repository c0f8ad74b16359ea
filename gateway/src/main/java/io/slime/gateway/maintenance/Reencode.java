package io.slime.gateway.maintenance;

import io.slime.erasure.Redundancy;
import io.slime.gateway.extent.ContentReaders;
import io.slime.gateway.extent.ContentWriters;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.redundancy.Rewrite;
import io.slime.metadata.redundancy.WishPage;
import io.slime.metadata.redundancy.WishScan;
import io.slime.metadata.task.TaskRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Codes what is stored already as new objects are, after the redundancy of the cluster, of a storage class or of a bucket was
 * changed: pass after pass over the contents, for those that are coded otherwise than what names them wants, until there is none. Where it is, is kept in the database, so that any gateway goes on there.
 */
public final class Reencode implements Task {
    static final String TASK = "re-encode";

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final long REPORTED = 5_000_000_000L;
    private static final int PAGE = 4 * Throttle.MOST;
    private static final int MOST_COUNTED = 1_000_000;

    /** So many contents are looked at in one transaction, and as many more to tell how much is left. */
    private static final int LOOKED_AT = 2_000;

    private static final int SAMPLED = 10_000;

    private final Metadata metadata;
    private final Redundancy otherwise;
    private final Crew crew;
    private final UUID gateway;
    private final ContentRecoding recoding;
    private final Rate rate = new Rate();
    private long nextReport = System.nanoTime();

    /** Codes contents anew on behalf of a gateway. */
    public Reencode(Metadata metadata, Stores stores, UUID gateway, Crew crew, Contents contents) {
        this.otherwise = contents.writers().redundancy().otherwise();
        this.metadata = metadata;
        this.crew = crew;
        this.gateway = gateway;
        this.recoding = new ContentRecoding(metadata, stores, contents, crew.throttle());
    }

    /**
     * The way to contents.
     *
     * @param readers reads them
     * @param writers writes them
     */
    public record Contents(ContentReaders readers, ContentWriters writers) {}

    @Override
    public String name() {
        return TASK;
    }

    @Override
    public Pace pace() {
        return new Pace(Duration.ofSeconds(15), Duration.ZERO);
    }

    @Override
    public boolean run() {
        List<Rewrite> rewrites = metadata.redundancy().rewrites();
        if (rewrites.isEmpty()) {
            return false;
        }
        Optional<TaskRow> lease = metadata.tasks().lease(TASK, gateway, LEASE);
        if (lease.isEmpty()) {
            return false;
        }
        Cursor cursor = Cursor.parse(lease.get().cursor(), Cursor.token(rewrites));
        WishScan.Range range = range(rewrites, cursor.after());
        WishPage page = metadata.wishes().next(range, LOOKED_AT, PAGE);
        if (page.upTo().isEmpty()) {
            return endPass(cursor, rewrites);
        }
        AtomicLong done = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        Queue<String> reasons = new ConcurrentLinkedQueue<>();
        crew.work(
                page.wishes(),
                wish -> recoding.run(wish.content(), wish.wanted()).ifPresentOrElse(reasons::add, () -> {
                    done.incrementAndGet();
                    bytes.addAndGet(wish.content().size());
                }));
        Cursor next = cursor.at(page, reasons.size());
        metadata.tasks()
                .save(TASK, gateway, Optional.of(next.toString()), lease.get().progress());
        metadata.tasks().count(TASK, done.get(), bytes.get());
        report(range(rewrites, next.after()), Optional.ofNullable(reasons.peek()));
        return true;
    }

    /**
     * Begins another pass. It is over after the second one in a row that found nothing: gateways may code as before for some
     * seconds after the change.
     */
    private boolean endPass(Cursor cursor, List<Rewrite> rewrites) {
        if (cursor.found() == 0 && cursor.idle() > 0) {
            metadata.redundancy().done(rewrites);
            metadata.tasks().forget(TASK);
            return false;
        }
        TaskRow row = metadata.tasks().find(TASK).orElseThrow();
        metadata.tasks().save(TASK, gateway, Optional.of(cursor.again().toString()), row.progress());
        if (cursor.left() == 0) {
            long done = Progress.of(metadata.tasks().find(TASK)).done();
            metadata.tasks().report(TASK, rate.fields(done, 0), Optional.empty());
        }
        metadata.tasks().release(TASK, gateway);
        return false;
    }

    /** The cluster's redundancy is asked of the database, so that whatever is done rests on what is set by now. */
    private WishScan.Range range(List<Rewrite> rewrites, Optional<ContentId> after) {
        Redundancy cluster = metadata.redundancy().profiles(otherwise).cluster();
        return new WishScan.Range(cluster, rewrites.stream().map(Rewrite::scope).toList(), after);
    }

    /** What is behind the cursor is yet to be done; what is before it is done, or waits for reclaim or the next pass. */
    private void report(WishScan.Range range, Optional<String> reason) {
        if (System.nanoTime() - nextReport < 0) {
            return;
        }
        nextReport = System.nanoTime() + REPORTED;
        Progress now = Progress.of(metadata.tasks().find(TASK));
        rate.at(System.nanoTime(), now.done(), now.bytes());
        long left = metadata.wishes().estimate(range, SAMPLED, MOST_COUNTED);
        metadata.tasks()
                .report(
                        TASK,
                        rate.fields(now.done() + left, left),
                        reason.or(() -> crew.throttle().reason()));
    }

    /**
     * Where it is.
     *
     * @param token tells what is to be done; with another one the pass goes on, and two more follow in which nothing may be found
     * @param after the last content of this pass that was looked at
     * @param idle passes in a row that found nothing
     * @param found how many contents of this pass were coded otherwise
     * @param left how many of those could not be coded
     */
    private record Cursor(UUID token, Optional<ContentId> after, int idle, long found, long left) {
        static UUID token(List<Rewrite> rewrites) {
            return UUID.nameUUIDFromBytes(rewrites.toString().getBytes(StandardCharsets.UTF_8));
        }

        static Cursor parse(Optional<String> text, UUID token) {
            String[] parts = text.orElse("").split(" ", -1);
            if (parts.length != 6) {
                return new Cursor(token, Optional.empty(), 0, 0, 0);
            }
            Optional<ContentId> after = parts[1].equals("-")
                    ? Optional.empty()
                    : Optional.of(new ContentId(UUID.fromString(parts[1]), Long.parseLong(parts[2])));
            return parts[0].equals(token.toString())
                    ? new Cursor(
                            token,
                            after,
                            Integer.parseInt(parts[3]),
                            Long.parseLong(parts[4]),
                            Long.parseLong(parts[5]))
                    : new Cursor(token, after, 0, 1, 0);
        }

        Cursor at(WishPage page, int failed) {
            return new Cursor(token, page.upTo(), idle, found + page.wishes().size(), left + failed);
        }

        /** At the begin of another pass. */
        Cursor again() {
            return new Cursor(token, Optional.empty(), found == 0 ? idle + 1 : 0, 0, 0);
        }

        @Override
        public String toString() {
            return token + " " + after.map(id -> id.epoch() + " " + id.number()).orElse("- 0") + " " + idle + " "
                    + found + " " + left;
        }
    }
}
