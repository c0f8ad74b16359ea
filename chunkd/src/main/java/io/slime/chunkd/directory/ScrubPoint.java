package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ScrubStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far a scrub has come, as a line of text that survives restarts: {@code key=value} pairs. Segments come first, in
 * order of their numbers, then chunk files in order of their ids.
 *
 * @param last the last full pass
 * @param count what the pass under way has verified, if one is
 * @param segment number of the last segment done, 0 for none
 * @param file the last chunk file done; present only when all segments are done
 * @param paused whether an operator holds it up
 */
record ScrubPoint(
        Optional<ScrubStatus.Pass> last, Optional<Count> count, int segment, Optional<ChunkId> file, boolean paused) {
    static final ScrubPoint NONE = new ScrubPoint(Optional.empty(), Optional.empty(), 0, Optional.empty(), false);

    /** What a pass has verified, since when. */
    record Count(Instant started, long chunks, long bytes, long damaged) {}

    /** Reads the text; one that is not understood only means to begin again. */
    static ScrubPoint parse(String text) {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split(" ", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                values.put(pair.substring(0, at), pair.substring(at + 1));
            }
        }
        try {
            return new ScrubPoint(
                    time(values, "finished").map(finished -> last(values, finished)),
                    time(values, "started").map(started -> count(values, started)),
                    Math.toIntExact(number(values, "segment")),
                    Optional.ofNullable(values.get("file")).map(ChunkId::parse),
                    "true".equals(values.get("paused")));
        } catch (DateTimeParseException | IllegalArgumentException | ArithmeticException e) {
            return NONE;
        }
    }

    private static ScrubStatus.Pass last(Map<String, String> values, Instant finished) {
        return new ScrubStatus.Pass(
                time(values, "last-started").orElse(finished),
                finished,
                number(values, "last-chunks"),
                number(values, "last-bytes"),
                number(values, "found"));
    }

    private static Count count(Map<String, String> values, Instant started) {
        return new Count(started, number(values, "chunks"), number(values, "bytes"), number(values, "damaged"));
    }

    private static Optional<Instant> time(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).map(Instant::parse);
    }

    private static long number(Map<String, String> values, String name) {
        return Long.parseLong(values.getOrDefault(name, "0"));
    }

    String text() {
        StringBuilder text = new StringBuilder("segment=").append(segment);
        file.ifPresent(id -> text.append(" file=").append(id));
        count.ifPresent(now -> text.append(" started=")
                .append(now.started())
                .append(" chunks=")
                .append(now.chunks())
                .append(" bytes=")
                .append(now.bytes())
                .append(" damaged=")
                .append(now.damaged()));
        last.ifPresent(pass -> text.append(" last-started=")
                .append(pass.started())
                .append(" finished=")
                .append(pass.finished())
                .append(" last-chunks=")
                .append(pass.chunks())
                .append(" last-bytes=")
                .append(pass.bytes())
                .append(" found=")
                .append(pass.damaged()));
        return text.append(paused ? " paused=true" : "").toString();
    }

    /** A pass begins, unless one is under way. */
    ScrubPoint begin(Instant now) {
        return count.isPresent()
                ? this
                : new ScrubPoint(last, Optional.of(new Count(now, 0, 0, 0)), 0, Optional.empty(), paused);
    }

    /** The pass has ended. */
    ScrubPoint end(Instant now) {
        Optional<ScrubStatus.Pass> ended = count.map(
                done -> new ScrubStatus.Pass(done.started(), now, done.chunks(), done.bytes(), done.damaged()));
        return new ScrubPoint(ended.or(() -> last), Optional.empty(), 0, Optional.empty(), paused);
    }

    /** One chunk more was verified. */
    ScrubPoint verified(long bytes, boolean wasDamaged) {
        return with(count.map(done -> new Count(
                done.started(), done.chunks() + 1, done.bytes() + bytes, done.damaged() + (wasDamaged ? 1 : 0))));
    }

    /** As it was before, but for the damaged chunks that were found since, and the brake. */
    ScrubPoint backTo(ScrubPoint before) {
        long damaged = count.map(Count::damaged).orElse(0L);
        Optional<Count> then =
                before.count.map(done -> new Count(done.started(), done.chunks(), done.bytes(), damaged));
        return new ScrubPoint(before.last, then, before.segment, before.file, paused);
    }

    ScrubPoint afterSegment(int number) {
        return new ScrubPoint(last, count, number, file, paused);
    }

    ScrubPoint afterFile(ChunkId id) {
        return new ScrubPoint(last, count, segment, Optional.of(id), paused);
    }

    /** The same, held up or let go. */
    ScrubPoint paused(boolean held) {
        return new ScrubPoint(last, count, segment, file, held);
    }

    private ScrubPoint with(Optional<Count> counted) {
        return new ScrubPoint(last, counted, segment, file, paused);
    }
}
