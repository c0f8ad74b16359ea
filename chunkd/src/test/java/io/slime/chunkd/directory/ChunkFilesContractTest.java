package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ChunkStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A directory store that keeps every chunk in a file of its own. */
final class ChunkFilesContractTest extends ChunkStoreContract {
    @TempDir
    Path directory;

    @Override
    protected ChunkStore open() throws Exception {
        Path store = directory.resolve("store");
        StoreDirectory.format(store);
        return DirectoryStore.open(store, StoreOptions.defaults().withReserve(0).withSegments(0, 65_536));
    }
}
