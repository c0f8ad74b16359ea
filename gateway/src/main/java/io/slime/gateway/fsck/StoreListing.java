package io.slime.gateway.fsck;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import java.util.List;
import java.util.Optional;

/** The chunks of one store in order, a page at a time in memory. A store that fails meanwhile counts as one that does not answer. */
final class StoreListing {
    private static final int PAGE = 1000;

    private final ChunkStore store;
    private Optional<ChunkId> after;
    private List<ChunkStat> page = List.of();
    private int at;
    private boolean through;
    private boolean failed;

    StoreListing(ChunkStore store, Optional<ChunkId> after) {
        this.store = store;
        this.after = after;
    }

    ChunkStore store() {
        return store;
    }

    /** Whether the store failed, so that nothing is known of its chunks from here on. */
    boolean failed() {
        return failed;
    }

    /** The next chunk, which stays the next one until it is {@link #taken}. */
    Optional<ChunkStat> next() {
        if (at == page.size() && !through && !failed) {
            try {
                page = store.list(after, PAGE);
                at = 0;
                through = page.size() < PAGE;
                after = page.isEmpty() ? after : Optional.of(page.getLast().id());
            } catch (ChunkException e) {
                page = List.of();
                at = 0;
                failed = true;
            }
        }
        return at < page.size() ? Optional.of(page.get(at)) : Optional.empty();
    }

    void taken() {
        at++;
    }
}
