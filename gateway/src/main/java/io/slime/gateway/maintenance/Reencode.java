package io.slime.gateway.maintenance;

import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.RedundancySetting;
import io.slime.gateway.extent.ContentReaders;
import io.slime.gateway.extent.ContentWriters;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.task.TaskRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Codes what is stored already as new objects are, after the redundancy was changed: pass after pass over the contents that are
 * coded otherwise, until a pass finds none. Where it is, is kept in the database, so that any gateway goes on there.
 */
public final class Reencode implements Task {
    static final String TASK = "re-encode";

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final long REPORTED = 5_000_000_000L;
    private static final int PAGE = 4 * Throttle.MOST;
    private static final int MOST_COUNTED = 1_000_000;

    private final Metadata metadata;
    private final Crew crew;
    private final UUID gateway;
    private final ContentRecoding recoding;
    private final Rate rate = new Rate();
    private long nextReport = System.nanoTime();

    /** Codes contents anew on behalf of a gateway. */
    public Reencode(Metadata metadata, Stores stores, UUID gateway, Crew crew, Contents contents) {
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
        Optional<Redundancy> wanted = metadata.settings()
                .get(RedundancySetting.REWRITE)
                .map(json -> Redundancy.parse(json.replace("\"", "")));
        if (wanted.isEmpty()) {
            return false;
        }
        Optional<TaskRow> lease = metadata.tasks().lease(TASK, gateway, LEASE);
        if (lease.isEmpty()) {
            return false;
        }
        Cursor cursor = Cursor.parse(lease.get().cursor(), wanted.get());
        List<Content> page = metadata.extents().codedOtherwise(wanted.get(), cursor.after(), PAGE);
        if (page.isEmpty()) {
            return endPass(cursor, wanted.get());
        }
        AtomicLong done = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        Queue<String> reasons = new ConcurrentLinkedQueue<>();
        crew.work(
                page,
                content -> recoding.run(content, wanted.get()).ifPresentOrElse(reasons::add, () -> {
                    done.incrementAndGet();
                    bytes.addAndGet(content.size());
                }));
        Cursor next = new Cursor(wanted.get(), Optional.of(page.getLast().id()), 0, cursor.left() + reasons.size());
        metadata.tasks()
                .save(TASK, gateway, Optional.of(next.toString()), lease.get().progress());
        metadata.tasks().count(TASK, done.get(), bytes.get());
        report(next, Optional.ofNullable(reasons.peek()));
        return true;
    }

    /**
     * Begins another pass. It is over after the second one in a row that found nothing: gateways may code as before for some
     * seconds after the change.
     */
    private boolean endPass(Cursor cursor, Redundancy wanted) {
        boolean nothing = cursor.after().isEmpty();
        if (nothing && cursor.idle() > 0) {
            metadata.settings().clear(RedundancySetting.REWRITE);
            metadata.tasks().forget(TASK);
            return false;
        } else {
            Cursor next = new Cursor(wanted, Optional.empty(), nothing ? cursor.idle() + 1 : 0, 0);
            TaskRow row = metadata.tasks().find(TASK).orElseThrow();
            metadata.tasks().save(TASK, gateway, Optional.of(next.toString()), row.progress());
        }
        if (cursor.left() == 0) {
            long done = Progress.of(metadata.tasks().find(TASK)).done();
            metadata.tasks().report(TASK, rate.fields(done, 0), Optional.empty());
        }
        metadata.tasks().release(TASK, gateway);
        return false;
    }

    /** What is behind the cursor is yet to be done; what is before it is done, or waits for reclaim or the next pass. */
    private void report(Cursor cursor, Optional<String> reason) {
        if (System.nanoTime() - nextReport < 0) {
            return;
        }
        nextReport = System.nanoTime() + REPORTED;
        Progress now = Progress.of(metadata.tasks().find(TASK));
        rate.at(System.nanoTime(), now.done(), now.bytes());
        long left = metadata.extents().countCodedOtherwise(cursor.wanted(), cursor.after(), MOST_COUNTED);
        metadata.tasks()
                .report(
                        TASK,
                        rate.fields(now.done() + left, left),
                        reason.or(() -> crew.throttle().reason()));
    }

    /**
     * Where it is.
     *
     * @param wanted how contents are to be coded; another wish begins anew
     * @param after the last content of this pass
     * @param idle passes in a row that found nothing
     * @param left how many contents of this pass could not be coded
     */
    private record Cursor(Redundancy wanted, Optional<ContentId> after, int idle, long left) {
        static Cursor parse(Optional<String> text, Redundancy wanted) {
            String[] parts = text.orElse("").split(" ", -1);
            if (parts.length != 5 || !Redundancy.parse(parts[0]).equals(wanted)) {
                return new Cursor(wanted, Optional.empty(), 0, 0);
            }
            Optional<ContentId> after = parts[1].equals("-")
                    ? Optional.empty()
                    : Optional.of(new ContentId(UUID.fromString(parts[1]), Long.parseLong(parts[2])));
            return new Cursor(wanted, after, Integer.parseInt(parts[3]), Long.parseLong(parts[4]));
        }

        @Override
        public String toString() {
            return wanted + " "
                    + after.map(id -> id.epoch() + " " + id.number()).orElse("- 0") + " " + idle + " " + left;
        }
    }
}
