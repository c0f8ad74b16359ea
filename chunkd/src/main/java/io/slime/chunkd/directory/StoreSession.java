package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One opening of a store directory: from taking its lock to letting go of it. */
final class StoreSession implements AutoCloseable {
    private final UUID session = UUID.randomUUID();
    private final StoreOptions options;
    private final StoreFiles files;
    private final DiskThreads threads;
    private final Claims claims;
    private final SpareSpace space;
    private final ChunkFiles chunkFiles;
    private final ChunkReads reads = new ChunkReads(this);
    private final ChunkWrites writes = new ChunkWrites(this, reads);
    private final ChunkDeletes deletes = new ChunkDeletes(this, reads);
    private volatile @Nullable String lost;

    StoreSession(Disk disk, Path root, StoreOptions options) throws IOException {
        this.options = options;
        files = new StoreFiles(new Layout(disk, root));
        try {
            space = new SpareSpace(files.layout(), options);
            claims = new Claims(options.patience());
            chunkFiles = new ChunkFiles(files.layout());
            threads = new DiskThreads(root.toString(), options);
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    StoreOptions options() {
        return options;
    }

    StoreFiles files() {
        return files;
    }

    ChunkFiles chunkFiles() {
        return chunkFiles;
    }

    ChunkReads reads() {
        return reads;
    }

    ChunkWrites writes() {
        return writes;
    }

    ChunkDeletes deletes() {
        return deletes;
    }

    Claims claims() {
        return claims;
    }

    SpareSpace space() {
        return space;
    }

    /** Runs a disk operation; what fails becomes the ChunkException that the caller of the store gets. */
    <T> T disk(DiskThreads.Work<T> work) {
        return disk(work, () -> {});
    }

    /** The same, with something to run when the operation has ended or will never start. */
    <T> T disk(DiskThreads.Work<T> work, Runnable after) {
        try {
            return onDisk(work, after);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The same, for callers who tell IOExceptions apart. */
    <T> T onDisk(DiskThreads.Work<T> work, Runnable after) throws IOException {
        String reason = lost;
        if (reason != null) {
            after.run();
            throw new ChunkException.Unreachable(reason);
        }
        return threads.call(work, after);
    }

    /** What a failed disk operation means to the caller; looks whether the directory is still there. */
    ChunkException failure(IOException e) {
        if (DiskErrors.isFull(e)) {
            return new ChunkException.Full("the drive is full: " + e.getMessage());
        }
        if (!present()) {
            return new ChunkException.Unreachable("store " + files.layout().root() + " is gone", e);
        }
        return new ChunkException.Unreachable("the disk failed: " + e, e);
    }

    /** Whether the store's directory is still the one that was opened. Once it was not, the session is over. */
    boolean present() {
        if (lost != null) {
            return false;
        }
        boolean present;
        try {
            present = threads.call(scratch -> files.present());
        } catch (IOException e) {
            present = false;
        }
        if (!present) {
            lost = "store " + files.layout().root() + " is gone: unmounted, removed or replaced";
        }
        return present;
    }

    StoreStatus status(String host) {
        return disk(scratch -> {
            Disk.Space now = space.now();
            return new StoreStatus(
                    files.uuid(),
                    session,
                    host + ":" + files.layout().root(),
                    files.cluster(),
                    files.era().get(),
                    now.free(),
                    now.capacity(),
                    chunkFiles.count(),
                    files.quarantine().count(),
                    Optional.empty());
        });
    }

    @Override
    public void close() throws IOException {
        threads.close();
        files.close();
    }
}
