package io.slime.chunkd.chunk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A store: keeps chunks, each written once, read, deleted. Thread safe. Every method may throw
 * {@link ChunkException.Unreachable}; every call has a deadline of its own and comes back.
 */
public interface ChunkStore extends AutoCloseable {
    /** Length given to {@link #create} when the caller cannot know it. */
    long UNKNOWN_LENGTH = -1;

    /** The store's identity. */
    UUID uuid();

    /** How the store is; asks the store itself. */
    StoreStatus status();

    /**
     * Binds the store to a cluster, durably. Binding again to the same cluster changes nothing.
     *
     * @throws ChunkException.ForeignCluster if it is bound to another one
     */
    void bind(UUID cluster);

    /**
     * Starts a chunk.
     *
     * @param id the chunk; if it exists with the same content, finishing succeeds and renews its stamp
     * @param length its length in bytes if known (the store may answer "full" at once), or {@link #UNKNOWN_LENGTH}
     * @param era the database's era; a higher one is kept durably, a lower one does not stop a write
     * @throws ChunkException.Full if the store has no space
     */
    ChunkWriter create(ChunkId id, long length, long era);

    /**
     * Reads bytes [from, from + length) of a chunk into {@code into} at {@code offset}; all of them are verified.
     *
     * @throws ChunkException.Missing if the store has no such chunk
     * @throws ChunkException.Quarantined if it is or just went into quarantine
     * @throws ChunkException.Refused if the range is not within the chunk
     */
    void read(ChunkId id, long from, int length, byte[] into, int offset);

    /**
     * Reads as {@link #read} does, if that can be done at once, without waiting for a drive or another machine.
     *
     * @return false if it cannot, for whatever reason, and then {@link #read} tells more
     */
    default boolean readAtOnce(ChunkId id, long from, int length, byte[] into, int offset) {
        return false;
    }

    /**
     * Starts to make a new chunk durable and visible, if that can be left to the store: what {@link #create} and a writer do, but
     * without a thread that waits.
     *
     * @param ended told once, by a thread that must not be held up: why it failed, or nothing
     * @return false if the chunk needs a writer; then nothing was started, and {@code ended} is never told
     */
    default boolean start(SmallChunk chunk, Consumer<Optional<ChunkException>> ended) {
        return false;
    }

    /** The chunk's length and stamp, without reading its data; empty if it is not there. */
    Optional<ChunkStat> stat(ChunkId id);

    /**
     * What the chunk tells about itself.
     *
     * @throws ChunkException.Missing if the store has no such chunk
     * @throws ChunkException.Quarantined if its description cannot be trusted
     */
    ChunkDescription describe(ChunkId id);

    /**
     * Deletes chunks, each on its own; those that are not there count as deleted. Durable on return.
     *
     * @return the deletions refused because the stamp is another
     * @throws ChunkException.EraBehind if the era is lower than the highest seen; nothing is deleted
     */
    List<ChunkDeletion> delete(List<ChunkDeletion> deletions, long era);

    /**
     * Chunks in order of their ids.
     *
     * @param after where to go on: the last id of the page before, or empty to begin
     * @param limit most entries to return, in [1, 10000]
     */
    List<ChunkStat> list(Optional<ChunkId> after, int limit);

    /**
     * Tells the store's scrub what to do; it remembers that over restarts.
     *
     * @return how the store is then
     * @throws ChunkException.Refused if it does not verify chunks by itself
     */
    default StoreStatus scrub(ScrubOrder order) {
        throw new ChunkException.Refused("store " + uuid() + " does not verify chunks by itself");
    }

    /** Lets go of the store. */
    @Override
    void close();
}
