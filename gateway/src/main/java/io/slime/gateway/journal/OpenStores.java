package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.maintenance.Stores;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores that were opened for one piece of work, without a gateway.
 *
 * @param reachable the stores
 */
public record OpenStores(List<ChunkStore> reachable) implements Stores {
    public OpenStores {
        reachable = List.copyOf(reachable);
    }

    @Override
    public boolean lost(UUID store) {
        return false;
    }

    @Override
    public Optional<UUID> spare(Collection<UUID> taken) {
        return Optional.empty();
    }
}
