package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.disk.Disk;
import io.slime.chunkd.format.DiskErrors;
import io.slime.chunkd.format.StoredChunk;
import io.slime.chunkd.segment.KeptChunk;
import io.slime.chunkd.segment.NewChunk;
import io.slime.chunkd.segment.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
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
    private final Segments segments;
    private final ChunkReads reads = new ChunkReads(this);
    private final ChunkWrites writes = new ChunkWrites(this, reads);
    private final ChunkDeletes deletes = new ChunkDeletes(this, reads);
    private final Compaction compaction = new Compaction(this);
    private final Scrub scrub;
    private volatile @Nullable String lost;

    StoreSession(Disk disk, Path root, StoreOptions options) throws IOException {
        this.options = options;
        files = new StoreFiles(new Layout(disk, root));
        try {
            space = new SpareSpace(files.layout(), options);
            claims = new Claims(options.patience());
            chunkFiles = new ChunkFiles(files.layout(), files.wasLeftCleanly());
            threads = new DiskThreads(root.toString(), options);
            segments = StoreSegments.open(this);
            scrub = new Scrub(this, InstantSource.system());
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

    Segments segments() {
        return segments;
    }

    DiskThreads threads() {
        return threads;
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

    Compaction compaction() {
        return compaction;
    }

    Scrub scrub() {
        return scrub;
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

    /** Packs a chunk into a segment and waits for it; empty if it has a file that was not looked at. */
    Optional<ChunkStat> packed(NewChunk chunk, boolean fileKnown, Runnable after) {
        String reason = lost;
        if (reason != null) {
            after.run();
            throw new ChunkException.Unreachable(reason);
        }
        try {
            return segments.put(chunk, fileKnown, options.patience(), after).await(options.patience());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Opens a chunk, in a segment or in a file of its own. On a disk thread. */
    Optional<StoredChunk> open(ChunkId id) throws IOException {
        Optional<StoredChunk> packed = segments.open(id);
        return packed.isPresent() ? packed : chunkFiles.open(id);
    }

    /** Sets a damaged chunk aside, durably, and keeps it. On a disk thread, for who holds the claim. */
    void setAside(ChunkId id, String reason) throws IOException {
        Optional<KeptChunk> kept = segments.setAside(id, reason);
        if (kept.isPresent()) {
            files.quarantine().addInPlace(id, reason, () -> segments.settle(kept.get()));
        } else {
            chunkFiles.setAside(id, files.quarantine().admit(id, files.stamps().next(), reason));
        }
    }

    /** Whether the directory was found gone. */
    boolean isLost() {
        return lost != null;
    }

    /** What a failed disk operation means to the caller, for a thread that must not look at the disk. */
    static ChunkException told(Throwable failure) {
        return switch (failure) {
            case ChunkException e -> e;
            case IOException e
            when DiskErrors.isFull(e) -> new ChunkException.Full("the drive is full: " + e.getMessage());
            default -> new ChunkException.Unreachable("the disk failed: " + failure, failure);
        };
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

    StoreStatus status(String host, String domain) {
        return disk(scratch -> {
            Disk.Space now = space.now();
            long chunks = chunkFiles.count() + segments.count();
            return new StoreStatus(
                    files.uuid(),
                    session,
                    host + ":" + files.layout().root(),
                    files.cluster(),
                    files.era().get(),
                    now.free(),
                    now.capacity(),
                    chunks,
                    files.quarantine().count(),
                    Optional.empty(),
                    scrub.notes().status(chunks),
                    new StoreStatus.Location(
                            Optional.of(domain),
                            files.layout().disk().drive(files.layout().root()).map(drive -> host + " " + drive)));
        });
    }

    @Override
    public void close() throws IOException {
        try (files) {
            boolean idle = threads.end();
            segments.close();
            if (idle && lost == null && chunkFiles.isSettled() && segments.isSettled() && files.present()) {
                files.leaveCleanly();
            }
        }
    }
}
