package io.slime.gateway.cli.server;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.directory.DirectoryStore;
import io.slime.chunkd.directory.StoreDirectory;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores of this very process, opened. */
final class OwnStores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnStores.class);

    private final List<ChunkStore> stores = new ArrayList<>();

    private OwnStores() {}

    /**
     * Opens the numbered stores below a directory; formats those that are asked for and not there yet.
     *
     * @param asked how many were asked for; empty for as many as there are, {@code first} if there are none
     * @throws CommandFailure if there are more than were asked for
     */
    static OwnStores numbered(Path directory, OptionalInt asked, int first, StoreOptions options) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory);
        }
        int present = 0;
        while (Files.exists(directory.resolve(Integer.toString(present + 1)).resolve("uuid"))) {
            present++;
        }
        int count = asked.orElse(present == 0 ? first : present);
        if (count < present) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "--stores " + count + " is less than the " + present + " stores below " + directory
                            + "; stores are taken out one by one",
                    "slime store dead STORE, then slime store wait STORE");
        }
        List<Path> paths = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Path path = directory.resolve(Integer.toString(number));
            if (number > present) {
                StoreDirectory.format(path);
            }
            paths.add(path);
        }
        return open(paths, options);
    }

    /**
     * Opens those of some store directories that can be opened, and tells of the others: a drive that is gone must not keep the
     * others away.
     *
     * @throws CommandFailure if none can be opened
     */
    static OwnStores present(List<Path> directories, StoreOptions options) {
        OwnStores opened = new OwnStores();
        for (Path directory : directories) {
            try {
                opened.stores.add(DirectoryStore.open(directory, options));
            } catch (IOException e) {
                LOG.error("store {} is left out until this process is started again: {}", directory, e.getMessage());
            }
        }
        if (opened.stores.isEmpty()) {
            throw new CommandFailure(
                    Exit.FAILED, "none of the store directories can be opened", "slime fmt-dir DIR for new ones");
        }
        return opened;
    }

    /** Opens formatted store directories. */
    static OwnStores open(List<Path> directories, StoreOptions options) throws IOException {
        OwnStores opened = new OwnStores();
        try {
            for (Path directory : directories) {
                opened.stores.add(DirectoryStore.open(directory, options));
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    List<ChunkStore> stores() {
        return List.copyOf(stores);
    }

    @Override
    public void close() {
        stores.forEach(ChunkStore::close);
    }
}
