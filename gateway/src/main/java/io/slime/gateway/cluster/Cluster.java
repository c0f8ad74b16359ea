package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The registry of stores: those of this process and those that discovery found, with what was last seen of each. */
public class Cluster {
    /** The id of the cluster. */
    public UUID id() {
        throw new UnsupportedOperationException();
    }

    /** The store, if it can be reached now and is not in CONFLICT. */
    public Optional<ChunkStore> reach(UUID store) {
        throw new UnsupportedOperationException();
    }

    /** Every store that the database knows or that was seen, by UUID. */
    public List<StoreView> views() {
        throw new UnsupportedOperationException();
    }

    /** How many ACTIVE stores can be reached now. */
    public int usable() {
        throw new UnsupportedOperationException();
    }
}
