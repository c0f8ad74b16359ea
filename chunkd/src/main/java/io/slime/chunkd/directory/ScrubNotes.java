package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.chunk.ScrubStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * How far the scrub of a store has come and whether it may go on, kept in the store itself: the brake belongs to the drive, moves
 * with it, and needs no database. Thread safe.
 */
final class ScrubNotes {
    private static final Duration WRITE_DOWN = Duration.ofMinutes(1);
    private static final String PAUSED = "paused by an operator";

    private final StoreSession session;
    private final InstantSource clock;
    private final ScrubSpeed speed = new ScrubSpeed(System::nanoTime);

    /** Guards only the file, so that an older line never replaces a newer one. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile ScrubPoint point;
    private volatile Optional<String> trouble = Optional.empty();
    private Instant writtenDown = Instant.MIN;

    ScrubNotes(StoreSession session, InstantSource clock) throws IOException {
        this.session = session;
        this.clock = clock;
        point = session.files()
                .layout()
                .text(Layout.SCRUB_FILE)
                .map(ScrubPoint::parse)
                .orElse(ScrubPoint.NONE);
    }

    ScrubPoint point() {
        return point;
    }

    synchronized ScrubPoint change(UnaryOperator<ScrubPoint> step) {
        point = step.apply(point);
        return point;
    }

    /** One chunk more was verified. */
    void verified(long bytes, boolean damaged) {
        speed.add(bytes);
        change(at -> at.verified(bytes, damaged));
    }

    /** The scrub goes on. */
    void goesOn() {
        trouble = Optional.empty();
        speed.begin();
    }

    /** The scrub stands still; why, if something is wrong. */
    void stands(Optional<String> why) {
        trouble = why;
        speed.end();
    }

    /** Does what an operator says, durably. */
    void order(ScrubOrder order) {
        change(at -> switch (order) {
            case START -> at.paused(false).begin(clock.instant());
            case PAUSE -> at.paused(true);
            case RESUME -> at.paused(false);
        });
        writeDown();
    }

    /**
     * What to tell.
     *
     * @param chunks chunks that the store holds
     */
    ScrubStatus status(long chunks) {
        ScrubPoint now = point;
        long rate = now.paused() ? 0 : speed.perSecond();
        Optional<ScrubStatus.Running> running = now.count()
                .map(done -> new ScrubStatus.Running(
                        done.started(),
                        done.chunks(),
                        Math.max(chunks, done.chunks()),
                        done.bytes(),
                        done.damaged(),
                        rate,
                        left(now, done, chunks, rate)));
        return new ScrubStatus(now.last(), running, now.paused(), now.paused() ? Optional.of(PAUSED) : trouble);
    }

    /** Chunks are taken to be as long as in the last full pass; in the first, as those that were read so far. */
    private static Optional<Duration> left(ScrubPoint now, ScrubPoint.Count done, long chunks, long rate) {
        double mean = now.last()
                .filter(pass -> pass.chunks() > 0)
                .map(pass -> (double) pass.bytes() / pass.chunks())
                .orElse((double) done.bytes() / Math.max(1, done.chunks()));
        double expected = Math.max(0, mean * chunks - done.bytes());
        return rate == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds((long) (expected / rate)));
    }

    void writeDownSometimes() {
        if (writtenDown.plus(WRITE_DOWN).isBefore(clock.instant())) {
            writtenDown = clock.instant();
            writeDown();
        }
    }

    void writeDown() {
        session.disk(scratch -> {
            writing.lock();
            try {
                session.files().layout().writeText(Layout.SCRUB_FILE, point.text());
            } finally {
                writing.unlock();
            }
            return true;
        });
    }
}
