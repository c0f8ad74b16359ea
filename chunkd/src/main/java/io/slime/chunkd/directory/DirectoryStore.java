package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.ChunkWriter;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.chunk.SmallChunk;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.disk.Disk;
import io.slime.chunkd.disk.LocalDisk;
import io.slime.chunkd.format.ChunkHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The store in a directory of a drive. When the directory vanishes (unmounted, removed, replaced) every call is
 * answered {@link ChunkException.Unreachable}; when it returns the store opens it again, with a new session id.
 */
public final class DirectoryStore implements ChunkStore {
    private static final int LARGEST_PAGE = 10_000;

    private final UUID uuid;
    private final String host;
    private final String domain;
    private final SessionKeeper keeper;

    private DirectoryStore(SessionKeeper keeper, Optional<String> domain) {
        this.keeper = keeper;
        uuid = keeper.uuid();
        host = HostName.get();
        this.domain = domain.orElse(host);
    }

    /**
     * Opens a formatted directory and takes its lock.
     *
     * @throws IOException if it is no store, of a newer format, or in use: the message says which
     */
    public static DirectoryStore open(Path directory, StoreOptions options) throws IOException {
        return open(directory, options, Optional.empty());
    }

    /** The same in that failure domain; the host is the default. */
    public static DirectoryStore open(Path directory, StoreOptions options, Optional<String> domain)
            throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        return new DirectoryStore(SessionKeeper.open(new LocalDisk(), root, options), domain);
    }

    static DirectoryStore open(Disk disk, Path directory, StoreOptions options) throws IOException {
        return new DirectoryStore(SessionKeeper.open(disk, directory, options), Optional.empty());
    }

    @Override
    public UUID uuid() {
        return uuid;
    }

    @Override
    public StoreStatus status() {
        return keeper.session().status(host, domain);
    }

    @Override
    public void bind(UUID cluster) {
        StoreSession session = keeper.session();
        session.disk(scratch -> {
            session.files().bind(cluster);
            return true;
        });
    }

    @Override
    public ChunkWriter create(ChunkId id, long length, long era) {
        ChunkWrites writes = keeper.session().writes();
        writes.expect(length);
        return new DirectoryWriter(writes, id, length, era);
    }

    @Override
    public void read(ChunkId id, long from, int length, byte[] into, int offset) {
        keeper.session().reads().read(id, from, length, into, offset);
    }

    @Override
    public boolean readAtOnce(ChunkId id, long from, int length, byte[] into, int offset) {
        StoreSession session = keeper.session();
        return !session.isLost() && session.segments().readAtOnce(id, from, ByteBuffer.wrap(into, offset, length));
    }

    @Override
    public boolean start(SmallChunk chunk, Consumer<Optional<ChunkException>> ended) {
        return keeper.session().writes().start(chunk, ended);
    }

    @Override
    public Optional<ChunkStat> stat(ChunkId id) {
        return keeper.session().reads().header(id).map(ChunkHeader::stat);
    }

    @Override
    public ChunkDescription describe(ChunkId id) {
        ChunkReads reads = keeper.session().reads();
        return reads.header(id).orElseThrow(() -> reads.absent(id)).description();
    }

    @Override
    public List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era) {
        return keeper.session().deletes().delete(deletions, era);
    }

    @Override
    public List<ChunkStat> list(Optional<ChunkId> after, int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new ChunkException.Refused("a listing has 1 to " + LARGEST_PAGE + " entries, not " + limit);
        }
        return keeper.session().reads().list(after, limit);
    }

    @Override
    public StoreStatus scrub(ScrubOrder order) {
        keeper.order(order);
        return status();
    }

    /** Looks at once whether the directory is gone or back. */
    void look() {
        keeper.look();
    }

    /** Verifies all chunks, at once; stops when {@code pause} says so. */
    void scrub(ScrubPace pace, Pause pause) throws InterruptedException {
        keeper.session().scrub().run(pace, pause);
    }

    /** Rewrites segments that are mostly dead, at once; says how many. */
    int compact() throws InterruptedException {
        return keeper.session().compaction().run(nanos -> true);
    }

    /** Waits for running calls and lets go of the directory. */
    @Override
    public void close() {
        keeper.close();
    }
}
