package io.slime.gateway.cli.server;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.gateway.config.ChunkSection;
import io.slime.gateway.config.ListenAddress;
import io.slime.gateway.config.SecuritySection;
import java.util.List;
import java.util.Optional;

/** The chunk protocol's listener of this process, if it was asked for. */
final class StoreListener implements AutoCloseable {
    private final Optional<ListenAddress> address;

    private StoreListener(Optional<ListenAddress> address) {
        this.address = address;
    }

    static StoreListener open(ChunkSection chunk, SecuritySection security, List<ChunkStore> stores) {
        if (chunk.listen().isPresent()) {
            throw new UnsupportedOperationException("chunk listener");
        }
        return new StoreListener(chunk.listen());
    }

    /** How stores are opened. */
    static StoreOptions options(ChunkSection chunk) {
        StoreOptions options = StoreOptions.defaults();
        return chunk.reserve().isPresent() ? options.withReserve(chunk.reserve().getAsLong()) : options;
    }

    /** Where it is bound. */
    Optional<ListenAddress> address() {
        return address;
    }

    @Override
    public void close() {}
}
