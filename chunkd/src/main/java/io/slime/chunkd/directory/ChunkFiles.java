package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.disk.DiskFile;
import io.slime.chunkd.format.ChunkHeader;
import io.slime.chunkd.format.StoredChunk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The chunks in files of their own: {@code chunks/<epoch>/<rest of the id>}. Its methods run on disk threads. */
final class ChunkFiles {
    /** Characters of a chunk id. */
    static final int ID_LENGTH = 61;

    private static final int EPOCH_LENGTH = 32;

    private final Layout layout;
    private final AtomicLong count = new AtomicLong();

    /** Epochs of which a file is here, or was: small chunks, which are most, need not ask the disk about those of others. */
    private final Set<UUID> epochs = ConcurrentHashMap.newKeySet();

    private final Set<Path> durableDirectories = ConcurrentHashMap.newKeySet();

    /** Directories whose names may not be durable as they are, because a sync failed or has not ended. */
    private final Set<Path> unsynced = ConcurrentHashMap.newKeySet();

    /**
     * Counts the chunks, and removes directories of epochs that hold none.
     *
     * @param namesAreDurable whether the store was closed cleanly; else names that are seen may still be lost by a power
     *     cut, and names that are gone may return
     */
    ChunkFiles(Layout layout, boolean namesAreDurable) throws IOException {
        this.layout = layout;
        layout.disk().syncDirectory(layout.chunks());
        for (String epoch : layout.disk().names(layout.chunks())) {
            Path directory = layout.chunks().resolve(epoch);
            if (!namesAreDurable && epoch.length() == EPOCH_LENGTH) {
                layout.disk().syncDirectory(directory);
            }
            List<String> names = names(directory);
            count.addAndGet(names.size());
            names.stream()
                    .flatMap(name -> parse(epoch + "." + name).stream())
                    .findFirst()
                    .ifPresent(this::remember);
            if (names.isEmpty() && epoch.length() == EPOCH_LENGTH) {
                layout.disk().delete(directory);
            }
        }
    }

    private void remember(ChunkId id) {
        epochs.add(id.epoch());
    }

    long count() {
        return count.get();
    }

    static Optional<ChunkId> parse(String text) {
        try {
            return Optional.of(ChunkId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Path path(ChunkId id) {
        String text = id.toString();
        return layout.chunks().resolve(text.substring(0, EPOCH_LENGTH)).resolve(text.substring(EPOCH_LENGTH + 1));
    }

    /** Opens a chunk, if it is there. */
    Optional<StoredChunk> open(ChunkId id) throws IOException {
        DiskFile file;
        try {
            file = layout.disk().openToRead(path(id));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(ChunkFileFormat.open(file, id));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Lets the next read of a chunk come from the drive. */
    void forget(ChunkId id) throws IOException {
        try (DiskFile file = layout.disk().openToRead(path(id))) {
            file.forget();
        } catch (NoSuchFileException e) {
            return; // deleted meanwhile
        }
    }

    /** Reads a chunk's header, if the chunk is there. */
    Optional<ChunkHeader> header(ChunkId id) throws IOException {
        try (DiskFile file = layout.disk().openToRead(path(id))) {
            return Optional.of(ChunkFileFormat.header(file, id));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    boolean has(ChunkId id) throws IOException {
        return epochs.contains(id.epoch()) && layout.disk().exists(path(id));
    }

    /**
     * Makes a draft the chunk: data is durable, then the name is given, then the name is made durable, and those of new
     * parents before it.
     */
    void commit(FileDraft draft, ChunkHeader header) throws IOException {
        Path target = path(header.id());
        Path directory = Objects.requireNonNull(target.getParent());
        draft.makeDurable(header);
        if (!durableDirectories.contains(directory)) {
            layout.disk().makeDirectory(directory);
            layout.disk().syncDirectory(layout.chunks());
            durableDirectories.add(directory);
        }
        boolean replaces = layout.disk().exists(target);
        unsynced.add(directory);
        remember(header.id());
        draft.rename(target);
        if (!replaces) {
            count.incrementAndGet();
        }
        sync(directory);
    }

    /** Makes names durable. A directory that changes meanwhile only is synced once too often. */
    private void sync(Path directory) throws IOException {
        unsynced.remove(directory);
        try {
            layout.disk().syncDirectory(directory);
        } catch (IOException e) {
            unsynced.add(directory);
            throw e;
        }
    }

    /** Whether all names are durable as they are. */
    boolean isSettled() {
        return unsynced.isEmpty();
    }

    /** Removes the files of chunks, durably; those that are not there count as removed. */
    void delete(Collection<ChunkId> ids) throws IOException {
        Set<Path> changed = new HashSet<>();
        for (ChunkId id : ids) {
            if (!epochs.contains(id.epoch())) {
                continue;
            }
            Path path = path(id);
            Path directory = Objects.requireNonNull(path.getParent());
            if (layout.disk().exists(path)) {
                unsynced.add(directory);
                count.addAndGet(layout.disk().delete(path) ? -1 : 0);
            }
            if (unsynced.contains(directory)) {
                changed.add(directory);
            }
        }
        for (Path directory : changed) {
            sync(directory);
        }
    }

    /** Moves a chunk's file into quarantine, durably. */
    void setAside(ChunkId id, Path copy) throws IOException {
        Path path = path(id);
        Path directory = Objects.requireNonNull(path.getParent());
        unsynced.add(directory);
        layout.disk().rename(path, copy);
        count.decrementAndGet();
        layout.disk().syncDirectory(Objects.requireNonNull(copy.getParent()));
        sync(directory);
    }

    /** The ids of chunks in order, those after one if given, at most {@code limit}. */
    List<ChunkId> ids(Optional<ChunkId> after, int limit) throws IOException {
        return ids(after, limit, limit);
    }

    /** The same, of as many epochs as are needed for {@code least}. */
    private List<ChunkId> ids(Optional<ChunkId> after, int least, int most) throws IOException {
        String from = after.map(ChunkId::toString).orElse("");
        String firstEpoch = from.substring(0, Math.min(EPOCH_LENGTH, from.length()));
        List<ChunkId> ids = new ArrayList<>();
        for (String epoch : layout.disk().names(layout.chunks())) {
            if (epoch.compareTo(firstEpoch) < 0) {
                continue;
            }
            for (String name : names(layout.chunks().resolve(epoch))) {
                Optional<ChunkId> id = parse(epoch + "." + name);
                if (id.isPresent() && id.get().toString().compareTo(from) > 0) {
                    ids.add(id.get());
                }
            }
            if (ids.size() >= least) {
                return ids.subList(0, Math.min(most, ids.size()));
            }
        }
        return ids;
    }

    /** The ids of chunks in order, those after one if given, of the next epoch that has some; its directory is listed once. */
    List<ChunkId> ofNextEpoch(Optional<ChunkId> after) throws IOException {
        return ids(after, 1, Integer.MAX_VALUE);
    }

    /** The chunks for which something holds. */
    List<ChunkId> matching(Predicate<ChunkId> wanted) throws IOException {
        List<ChunkId> found = new ArrayList<>();
        for (String epoch : layout.disk().names(layout.chunks())) {
            for (String name : names(layout.chunks().resolve(epoch))) {
                parse(epoch + "." + name).filter(wanted).ifPresent(found::add);
            }
        }
        return found;
    }

    private List<String> names(Path directory) throws IOException {
        try {
            return layout.disk().names(directory);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }
}
