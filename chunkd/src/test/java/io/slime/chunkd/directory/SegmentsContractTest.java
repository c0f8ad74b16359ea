package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ChunkStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A directory store as it is by default: chunks up to 1 MiB are packed. */
final class SegmentsContractTest extends ChunkStoreContract {
    @TempDir
    Path directory;

    @Override
    protected ChunkStore open() throws Exception {
        Path store = directory.resolve("store");
        StoreDirectory.format(store);
        return DirectoryStore.open(store, StoreOptions.defaults().withReserve(0));
    }
}
