package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ScrubStatus;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.format.StoredChunk;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies every chunk of a store, from the drive and not from memory, at a bounded pace. What is damaged goes into
 * quarantine. Where it was is written down from time to time, so that a restart does not begin again. An operator may begin a pass
 * and hold it up.
 */
final class Scrub {
    private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);
    private static final int STEP = 4 << 20;

    private final StoreSession session;
    private final InstantSource clock;
    private final ScrubNotes notes;

    Scrub(StoreSession session, InstantSource clock) throws IOException {
        this.session = session;
        this.clock = clock;
        notes = new ScrubNotes(session, clock);
    }

    /** How far it has come, and whether it may go on. */
    ScrubNotes notes() {
        return notes;
    }

    /** Goes on with a pass, or begins one if it is time; until the pass ends, or {@code pause} says so. */
    void run(ScrubPace pace, Pause pause) throws InterruptedException {
        ScrubPoint now = notes.point();
        if (now.paused() || (now.count().isEmpty() && !isTime(pace))) {
            return;
        }
        notes.change(at -> at.begin(clock.instant()));
        notes.goesOn();
        Optional<String> trouble = Optional.empty();
        try {
            pass(pace, nanos -> pause.hold(nanos) && !notes.point().paused());
        } catch (ChunkException e) {
            trouble = Optional.of("put off: " + e.getMessage());
            throw e;
        } finally {
            notes.stands(trouble);
        }
    }

    private void pass(ScrubPace pace, Pause pause) throws InterruptedException {
        if (segments(pace, pause) && files(pace, pause)) {
            notes.change(at -> at.end(clock.instant()))
                    .last()
                    .ifPresent(pass -> LOG.info(
                            "store {} is verified: {} chunks, {} bytes, {} damaged",
                            session.files().uuid(),
                            pass.chunks(),
                            pass.bytes(),
                            pass.damaged()));
        }
        notes.writeDown();
    }

    /** A pass in the future was before the clock went back. */
    private boolean isTime(ScrubPace pace) {
        Instant now = clock.instant();
        Instant last = notes.point().last().map(ScrubStatus.Pass::started).orElse(Instant.EPOCH);
        return last.isAfter(now) || !now.isBefore(last.plus(pace.interval()));
    }

    /** A segment counts as a whole: one that was left in the middle is begun again. */
    private boolean segments(ScrubPace pace, Pause pause) throws InterruptedException {
        OptionalInt next = session.segments().nextSegment(notes.point().segment());
        while (next.isPresent() && notes.point().file().isEmpty()) {
            int number = next.getAsInt();
            List<ChunkId> ids = session.disk(scratch -> {
                session.segments().forget(number);
                return session.segments().inOrderOfPlace(number);
            });
            ScrubPoint before = notes.point();
            for (ChunkId id : ids) {
                if (!verify(id, pace, pause)) {
                    notes.change(at -> at.backTo(before));
                    return false;
                }
            }
            notes.change(at -> at.afterSegment(number));
            notes.writeDownSometimes();
            next = session.segments().nextSegment(number);
        }
        return true;
    }

    private boolean files(ScrubPace pace, Pause pause) throws InterruptedException {
        List<ChunkId> page = page();
        while (!page.isEmpty()) {
            for (ChunkId id : page) {
                session.disk(scratch -> {
                    session.chunkFiles().forget(id);
                    return true;
                });
                ScrubPoint before = notes.point();
                if (!verify(id, pace, pause)) {
                    notes.change(at -> at.backTo(before));
                    return false;
                }
                notes.change(at -> at.afterFile(id));
                notes.writeDownSometimes();
            }
            page = page();
        }
        return true;
    }

    private List<ChunkId> page() {
        return session.disk(
                scratch -> session.chunkFiles().ofNextEpoch(notes.point().file()));
    }

    /** Reads all of a chunk; says no when the scrub is to stop, and then the chunk does not count. */
    private boolean verify(ChunkId id, ScrubPace pace, Pause pause) throws InterruptedException {
        Part part = part(id, 0);
        long bytes = part.bytes();
        while (part instanceof Part.Whole && part.bytes() == STEP) {
            if (!pause.hold(pace.nanosFor(part.bytes()))) {
                return false;
            }
            part = part(id, bytes);
            bytes += part.bytes();
        }
        boolean damaged = part instanceof Part.Damaged
                && session.reads().setAsideIfDamaged(id).isPresent();
        if (!(part instanceof Part.Gone)) {
            notes.verified(bytes, damaged);
        }
        return pause.hold(pace.perChunk().toNanos() + pace.nanosFor(part.bytes()));
    }

    /** What came of reading a part of a chunk. */
    private sealed interface Part {
        /** Bytes read. */
        default long bytes() {
            return 0;
        }

        record Whole(long bytes) implements Part {}

        record Damaged() implements Part {}

        /** Deleted meanwhile. */
        record Gone() implements Part {}
    }

    private Part part(ChunkId id, long from) {
        return session.disk(scratch -> {
            try {
                Optional<StoredChunk> found = session.open(id);
                if (found.isEmpty()) {
                    return new Part.Gone();
                }
                try (StoredChunk chunk = found.get()) {
                    int count = (int) Math.min(STEP, chunk.header().length() - from);
                    chunk.data().read(from, count, (bytes, at) -> {}, scratch);
                    return new Part.Whole(count);
                }
            } catch (IOException e) {
                if (!DiskErrors.isDamage(e)) {
                    throw e;
                }
                return new Part.Damaged();
            }
        });
    }
}
