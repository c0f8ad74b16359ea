package io.slime.gateway.fsck;

import io.slime.erasure.StripeLayout;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.placement.Placement;
import java.util.List;

/**
 * How an extent is, chunk by chunk, at a moment at which the metadata was as it says.
 *
 * @param content its content
 * @param row the extent
 * @param placement where its chunks belong
 * @param chunks all of them, by index
 */
public record ExtentState(ContentId content, ExtentRow row, Placement placement, List<ChunkState> chunks) {
    /** Keeps a copy. */
    public ExtentState {
        chunks = List.copyOf(chunks);
    }

    /** Chunks that can be used now. */
    public int good() {
        return (int) chunks.stream().filter(ChunkState::good).count();
    }

    /** Whether it can be read now. */
    public boolean readable() {
        return good() >= placement.redundancy().need();
    }

    /** Whether it cannot be read even if every store that was not given up comes back. */
    public boolean lost() {
        long possible = chunks.stream()
                .filter(chunk -> chunk.good()
                        || chunk.state() == ChunkState.State.UNKNOWN
                        || chunk.state() == ChunkState.State.SUSPECT)
                .count();
        return possible < placement.redundancy().need();
    }

    /** Chunks that are known to be missing or bad. */
    public List<ChunkState> bad() {
        return chunks.stream()
                .filter(chunk -> !chunk.good()
                        && chunk.state() != ChunkState.State.UNKNOWN
                        && chunk.state() != ChunkState.State.SUSPECT)
                .toList();
    }

    /** Whether its data were read and are not right, and it cannot be told which chunks are to blame. */
    boolean suspect() {
        return chunks.stream().anyMatch(chunk -> chunk.state() == ChunkState.State.SUSPECT);
    }

    /** How the extent is cut. */
    StripeLayout layout() {
        return new StripeLayout(placement.redundancy(), row.cell(), row.length());
    }
}
