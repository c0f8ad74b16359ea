package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The chunks that are set aside and kept: {@code quarantine/<chunk>.<number>} with {@code .reason} beside it. The reason
 * is durable before the chunk is moved; chunks in segments are marked in place. When the chunk is deleted or written again its reason file becomes
 * {@code .settled}; the bad copy stays.
 */
final class Quarantine {
    private static final String REASON = ".reason";
    private static final String SETTLED = ".settled";

    private final Layout layout;
    private final ConcurrentHashMap<ChunkId, Entry> entries = new ConcurrentHashMap<>();

    /** What is to be done when the chunk is deleted or there again. */
    interface Settling {
        void run() throws IOException;
    }

    private record Entry(String reason, Settling settling) {}

    Quarantine(Layout layout) throws IOException {
        this.layout = layout;
        for (String name : layout.disk().names(layout.quarantine())) {
            if (name.endsWith(REASON)) {
                add(name.substring(0, name.length() - REASON.length()));
            }
        }
    }

    private void add(String name) throws IOException {
        Optional<ChunkId> id = ChunkFiles.parse(name.substring(0, Math.min(name.length(), ChunkFiles.ID_LENGTH)));
        if (id.isPresent()) {
            Path path = layout.quarantine().resolve(name);
            String reason = new String(
                    layout.disk().readAll(layout.quarantine().resolve(name + REASON)), StandardCharsets.UTF_8);
            entries.put(id.get(), new Entry(reason.strip(), () -> settle(path)));
        }
    }

    /** The chunks that are set aside. */
    Set<ChunkId> ids() {
        return Set.copyOf(entries.keySet());
    }

    long count() {
        return entries.size();
    }

    /** Why a chunk is set aside, if it is. */
    Optional<String> reason(ChunkId id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::reason);
    }

    /** Writes down, durably, why a chunk is set aside; the result names the file for its bad copy. */
    Path admit(ChunkId id, long number, String reason) throws IOException {
        Path copy = layout.quarantine().resolve(id + "." + Long.toHexString(number));
        layout.writeDurably(copy.resolveSibling(copy.getFileName() + REASON), reason + "\n");
        entries.put(id, new Entry(reason, () -> settle(copy)));
        return copy;
    }

    /** A chunk was set aside, durably, where it is. */
    void addInPlace(ChunkId id, String reason, Settling settling) {
        entries.put(id, new Entry(reason, settling));
    }

    /** The chunk was deleted or is there again: it is answered as before, and the bad copy kept. */
    void settle(ChunkId id) throws IOException {
        Entry entry = entries.get(id);
        if (entry != null) {
            entry.settling().run();
            entries.remove(id, entry);
        }
    }

    private void settle(Path copy) throws IOException {
        String name = copy.getFileName().toString();
        layout.disk().rename(copy.resolveSibling(name + REASON), copy.resolveSibling(name + SETTLED));
        layout.disk().syncDirectory(layout.quarantine());
    }
}
