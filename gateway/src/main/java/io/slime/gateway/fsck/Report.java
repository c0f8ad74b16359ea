package io.slime.gateway.fsck;

import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.reference.Use;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Counts what is found, has it repaired if that is wanted, and passes it on. */
final class Report {
    private static final int MOST_USES = 10;

    private final Metadata metadata;
    private final FsckListener listener;
    private final Remedies remedies;
    private final Map<Finding.Kind, Long> found = new EnumMap<>(Finding.Kind.class);
    private long extents;
    private long chunks;
    private long unknown;

    Report(Metadata metadata, FsckListener listener, Remedies remedies) {
        this.metadata = metadata;
        this.listener = listener;
        this.remedies = remedies;
    }

    void add(Finding finding) {
        found.merge(finding.kind(), 1L, Long::sum);
        listener.found(remedies.apply(finding));
    }

    void counted(int good, int away) {
        extents++;
        chunks += good;
        unknown += away;
    }

    /** What is wrong with an extent, unless nothing uses it any more; its chunks that can be rebuilt are queued. */
    void add(ExtentState state) {
        if (state.bad().isEmpty() && state.readable()) {
            return;
        }
        List<Use> uses = DatabaseCalls.ask(() -> metadata.references().uses(List.of(state.content())));
        if (uses.isEmpty()) {
            return;
        }
        List<Use> some = uses.subList(0, Math.min(MOST_USES, uses.size()));
        if (!state.readable()) {
            Finding.Kind kind = state.lost() ? Finding.Kind.LOST : Finding.Kind.UNREADABLE;
            String detail = state.suspect()
                    ? "whichever chunks they are made of, the data do not have the checksum of the extent"
                    : state.good() + " chunks can be read, "
                            + state.placement().redundancy().need() + " are needed";
            add(new Finding(
                    kind,
                    some,
                    Optional.of(state.content()),
                    OptionalInt.of(state.row().position()),
                    OptionalInt.empty(),
                    Optional.empty(),
                    detail,
                    ""));
        }
        String done = remedies.rebuild(state);
        for (ChunkState chunk : state.bad()) {
            Finding finding = Finding.ofChunk(
                    kind(chunk.state()), state.content(), state.row().position(), chunk);
            found.merge(finding.kind(), 1L, Long::sum);
            listener.found(finding.with(some).done(done));
        }
    }

    void progress(String cursor) {
        listener.progress(cursor, extents);
    }

    FsckSummary summary() {
        return new FsckSummary(extents, chunks, unknown, found);
    }

    private static Finding.Kind kind(ChunkState.State state) {
        return switch (state) {
            case EMPTY -> Finding.Kind.BELOW_TOTAL;
            case WRONG_LENGTH -> Finding.Kind.WRONG_LENGTH;
            case QUARANTINED -> Finding.Kind.QUARANTINED;
            case CORRUPT -> Finding.Kind.CORRUPT;
            case MISSING, LOST, GOOD, UNKNOWN, SUSPECT -> Finding.Kind.MISSING;
        };
    }
}
