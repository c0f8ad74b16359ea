package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** The files in a store's root, held open under its lock: identity, cluster, era, stamps, quarantine. */
final class StoreFiles implements AutoCloseable {
    private final Layout layout;
    private final StoreLock lock;
    private final UUID uuid;
    private final Object key;
    private final HighestEra era;
    private final Stamps stamps;
    private final Quarantine quarantine;
    private final ReentrantLock binding = new ReentrantLock();
    private volatile Optional<UUID> cluster;

    /** Takes the lock, checks the format, empties {@code tmp/}. */
    StoreFiles(Layout layout) throws IOException {
        this.layout = layout;
        uuid = identity(layout);
        lock = StoreLock.take(layout);
        try {
            for (String left : layout.disk().names(layout.tmp())) {
                layout.disk().delete(layout.tmp().resolve(left));
            }
            key = layout.disk().key(layout.root());
            layout.disk().syncDirectory(layout.quarantine());
            cluster = layout.text(Layout.CLUSTER_FILE).map(UUID::fromString);
            era = new HighestEra(layout);
            stamps = new Stamps(layout, InstantSource.system());
            quarantine = new Quarantine(layout);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static UUID identity(Layout layout) throws IOException {
        Path root = layout.root();
        if (!layout.disk().exists(root)) {
            throw new IOException("there is no directory " + root);
        }
        String uuid = layout.text(Layout.UUID_FILE)
                .orElseThrow(() -> new IOException(root + " is no store: format it with slime fmt-dir"));
        String format = layout.text(Layout.FORMAT_FILE).orElse("none");
        if (!format.equals(Layout.FORMAT_VERSION)) {
            throw new IOException("store " + root + " has format " + format + ", this program knows "
                    + Layout.FORMAT_VERSION + " only");
        }
        return UUID.fromString(uuid);
    }

    /** Whether the session before this one ended with all its changes durable. */
    boolean wasLeftCleanly() {
        return lock.wasLeftCleanly();
    }

    /** Writes down that this session ends so. */
    void leaveCleanly() throws IOException {
        lock.leaveCleanly();
    }

    Layout layout() {
        return layout;
    }

    UUID uuid() {
        return uuid;
    }

    HighestEra era() {
        return era;
    }

    Stamps stamps() {
        return stamps;
    }

    Quarantine quarantine() {
        return quarantine;
    }

    Optional<UUID> cluster() {
        return cluster;
    }

    /** Binds the store to a cluster, durably; again to the same one changes nothing. */
    void bind(UUID wanted) throws IOException {
        binding.lock();
        try {
            if (cluster.isPresent() && !cluster.get().equals(wanted)) {
                throw new ChunkException.ForeignCluster("store " + uuid + " belongs to cluster " + cluster.get());
            }
            if (cluster.isEmpty()) {
                layout.writeText(Layout.CLUSTER_FILE, wanted.toString());
                cluster = Optional.of(wanted);
            }
        } finally {
            binding.unlock();
        }
    }

    /** Whether the directory is still the one that was opened: not unmounted, removed or replaced. */
    boolean present() {
        try {
            return layout.disk().key(layout.root()).equals(key)
                    && layout.text(Layout.UUID_FILE).equals(Optional.of(uuid.toString()));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
