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
 * @param status what to tell of it
 * @param segment number of the last segment done, 0 for none
 * @param file the last chunk file done; present only when all segments are done
 */
record ScrubPoint(ScrubStatus status, int segment, Optional<ChunkId> file) {
    static final ScrubPoint NONE = new ScrubPoint(ScrubStatus.NONE, 0, Optional.empty());

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
            ScrubStatus status = new ScrubStatus(
                    Optional.ofNullable(values.get("finished")).map(Instant::parse),
                    number(values, "found"),
                    Optional.ofNullable(values.get("started")).map(Instant::parse),
                    number(values, "chunks"),
                    number(values, "bytes"),
                    number(values, "damaged"));
            return new ScrubPoint(
                    status,
                    Math.toIntExact(number(values, "segment")),
                    Optional.ofNullable(values.get("file")).map(ChunkId::parse));
        } catch (DateTimeParseException | IllegalArgumentException | ArithmeticException e) {
            return NONE;
        }
    }

    private static long number(Map<String, String> values, String name) {
        return Long.parseLong(values.getOrDefault(name, "0"));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        status.finished()
                .ifPresent(time -> text.append("finished=").append(time).append(' '));
        text.append("found=").append(status.found());
        status.started().ifPresent(time -> text.append(" started=").append(time));
        text.append(" chunks=").append(status.chunks());
        text.append(" bytes=").append(status.bytes());
        text.append(" damaged=").append(status.damaged());
        text.append(" segment=").append(segment);
        file.ifPresent(id -> text.append(" file=").append(id));
        return text.toString();
    }

    /** A new pass begins. */
    ScrubPoint begin(Instant now) {
        ScrubStatus next = new ScrubStatus(status.finished(), status.found(), Optional.of(now), 0, 0, 0);
        return new ScrubPoint(next, 0, Optional.empty());
    }

    /** The pass has ended. */
    ScrubPoint end(Instant now) {
        ScrubStatus next = new ScrubStatus(
                Optional.of(now),
                status.damaged(),
                Optional.empty(),
                status.chunks(),
                status.bytes(),
                status.damaged());
        return new ScrubPoint(next, 0, Optional.empty());
    }

    /** One chunk more was verified. */
    ScrubPoint verified(long bytes, boolean wasDamaged) {
        ScrubStatus next = new ScrubStatus(
                status.finished(),
                status.found(),
                status.started(),
                status.chunks() + 1,
                status.bytes() + bytes,
                status.damaged() + (wasDamaged ? 1 : 0));
        return new ScrubPoint(next, segment, file);
    }

    /** The same with another count of damaged chunks. */
    ScrubPoint withDamaged(long damaged) {
        ScrubStatus next = new ScrubStatus(
                status.finished(), status.found(), status.started(), status.chunks(), status.bytes(), damaged);
        return new ScrubPoint(next, segment, file);
    }

    ScrubPoint afterSegment(int number) {
        return new ScrubPoint(status, number, file);
    }

    ScrubPoint afterFile(ChunkId id) {
        return new ScrubPoint(status, segment, Optional.of(id));
    }
}
