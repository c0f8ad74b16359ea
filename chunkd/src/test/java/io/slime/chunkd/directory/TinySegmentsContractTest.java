package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ChunkStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A directory store with segments so small that they are full after a few chunks; half of the chunks go to files. */
final class TinySegmentsContractTest extends ChunkStoreContract {
    private static final int LIMIT = 12_000;

    @TempDir
    Path directory;

    @Override
    protected ChunkStore open() throws Exception {
        Path store = directory.resolve("store");
        StoreDirectory.format(store);
        return DirectoryStore.open(store, StoreOptions.defaults().withReserve(0).withSegments(LIMIT, 98_304));
    }
}
