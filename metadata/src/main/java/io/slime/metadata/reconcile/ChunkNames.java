package io.slime.metadata.reconcile;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells what the metadata says about chunks. */
public final class ChunkNames {
    /** Most chunks of one look. */
    public static final int MAX_CHUNKS = 10_000;

    /** Looks all these chunks of one store up in one SERIALIZABLE transaction; the answer counts, for its COMMIT succeeded. */
    public Map<FoundChunk, Verdict> look(UUID store, List<FoundChunk> chunks) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The chunks that a store should hold, in order, behind {@code after} (null id: from the first), at most {@code limit}. */
    public List<FoundChunk> expected(UUID store, java.util.Optional<FoundChunk> after, int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }
}
