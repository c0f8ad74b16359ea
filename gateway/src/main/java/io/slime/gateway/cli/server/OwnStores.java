package io.slime.gateway.cli.server;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.directory.DirectoryStore;
import io.slime.chunkd.directory.StoreDirectory;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.ChunkSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores of this very process, opened; those that were not there are opened when they appear. */
final class OwnStores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnStores.class);
    private static final String NUMBER = "[1-9][0-9]{0,3}";
    private static final long LOOK_SECONDS = 2;

    /** The file that says that there are to be no stores here, so that a later start makes none. */
    private static final String NONE = "none";

    private final How how;
    private final List<ChunkStore> stores = new CopyOnWriteArrayList<>();
    private final List<Path> absent = new ArrayList<>();

    private OwnStores(How how) {
        this.how = how;
    }

    /**
     * How stores are opened.
     *
     * @param options of each
     * @param domain their failure domain; empty for the host
     */
    record How(StoreOptions options, Optional<String> domain) {
        static How of(ChunkSection chunk) {
            return new How(StoreListener.options(chunk), chunk.domain());
        }
    }

    /** Looks for absent stores until it is closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Opens the numbered stores below a directory; formats those that are asked for and were never there. One whose directory is
     * there but is no store, while others are, waits for its drive. Where none were asked for once, none are made until some are.
     *
     * @param asked how many were asked for; empty for as many as there are, {@code first} if there are none
     * @throws CommandFailure if there are more than were asked for
     */
    static OwnStores numbered(Path directory, OptionalInt asked, int first, How how) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory);
        }
        List<Integer> there = numbers(directory);
        boolean anyStore = there.stream().anyMatch(number -> isStore(directory, number));
        int highest = there.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (highest == 0 && (asked.isPresent() ? asked.getAsInt() == 0 : Files.exists(directory.resolve(NONE)))) {
            Files.writeString(directory.resolve(NONE), "The stores of this server are elsewhere.\n");
            return new OwnStores(how);
        }
        int count = asked.orElse(highest == 0 ? first : highest);
        if (anyStore && count < highest) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "--stores " + count + " is less than the " + highest + " stores below " + directory
                            + "; stores are taken out one by one",
                    "slime store dead STORE, then slime store wait STORE");
        }
        Files.deleteIfExists(directory.resolve(NONE));
        List<Path> paths = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Path path = directory.resolve(Integer.toString(number));
            if (!isStore(directory, number) && (!anyStore || number > highest)) {
                StoreDirectory.format(path);
            }
            paths.add(path);
        }
        return present(paths, how);
    }

    private static List<Integer> numbers(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.matches(NUMBER))
                    .map(Integer::valueOf)
                    .toList();
        }
    }

    private static boolean isStore(Path directory, int number) {
        return Files.exists(directory.resolve(Integer.toString(number)).resolve("uuid"));
    }

    /**
     * Opens those of some store directories that can be opened, and tells of the others: a drive that is gone must not keep the
     * others away.
     *
     * @throws CommandFailure if none can be opened
     */
    static OwnStores present(List<Path> directories, How how) {
        OwnStores opened = new OwnStores(how);
        for (Path directory : directories) {
            try {
                opened.stores.add(DirectoryStore.open(directory, how.options(), how.domain()));
            } catch (IOException e) {
                LOG.error("store {} is left out until it can be opened: {}", directory, e.getMessage());
                opened.absent.add(directory);
            }
        }
        if (opened.stores.isEmpty()) {
            throw new CommandFailure(
                    Exit.FAILED, "none of the store directories can be opened", "slime fmt-dir DIR for new ones");
        }
        return opened;
    }

    /** Those that are open by now. */
    List<ChunkStore> stores() {
        return List.copyOf(stores);
    }

    /** Looks every other second whether a store that was absent can be opened, and then hands it over. */
    Watch watch(Consumer<ChunkStore> found) {
        CountDownLatch closing = new CountDownLatch(1);
        Thread watcher = Thread.ofPlatform().name("absent stores").daemon().start(() -> look(closing, found));
        return () -> {
            closing.countDown();
            try {
                watcher.join(TimeUnit.SECONDS.toMillis(LOOK_SECONDS * 5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void look(CountDownLatch closing, Consumer<ChunkStore> found) {
        try {
            while (!absent.isEmpty() && !closing.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
                absent.removeIf(directory -> appeared(directory, found));
            }
        } catch (InterruptedException e) {
            LOG.warn("absent stores are no longer looked for", e);
        }
    }

    private boolean appeared(Path directory, Consumer<ChunkStore> found) {
        if (!Files.exists(directory.resolve("uuid"))) {
            return false;
        }
        try {
            ChunkStore store = DirectoryStore.open(directory, how.options(), how.domain());
            if (stores.stream().anyMatch(other -> other.uuid().equals(store.uuid()))) {
                store.close();
                LOG.error(
                        "store {} is not taken in: another directory has its UUID {}, one is a copy of the other",
                        directory,
                        store.uuid());
                return true;
            }
            stores.add(store);
            found.accept(store);
            LOG.warn("store {} has appeared", directory);
            return true;
        } catch (IOException e) {
            LOG.debug("store {} cannot be opened yet: {}", directory, e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        stores.forEach(ChunkStore::close);
    }
}
