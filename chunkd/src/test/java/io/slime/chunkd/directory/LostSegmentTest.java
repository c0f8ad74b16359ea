package io.slime.chunkd.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.Chunks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody deletes segment files of a store that is open. */
final class LostSegmentTest {
    private static final int CHUNKS = 40;
    private static final int SIZE = 200_000;

    @TempDir
    Path directory;

    private ChunkStore store;

    @BeforeEach
    void fill() throws Exception {
        Path root = directory.resolve("store");
        StoreDirectory.format(root);
        store = DirectoryStore.open(root, StoreOptions.defaults().withReserve(0).withSegments(262_144, 2 << 20));
        for (int i = 0; i < CHUNKS; i++) {
            Chunks.put(store, Chunks.id(i), Chunks.bytes(i, SIZE));
        }
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    private List<Path> segments() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("store/segments"))) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    private List<ChunkId> listed() {
        return store.list(Optional.empty(), 1000).stream().map(ChunkStat::id).toList();
    }

    /** What the listing does not name is missing to readers too, what it names is there. */
    private void agrees() {
        List<ChunkId> listed = listed();
        for (int i = 0; i < CHUNKS; i++) {
            ChunkId id = Chunks.id(i);
            if (listed.contains(id)) {
                assertThat(Chunks.get(store, id, SIZE)).isEqualTo(Chunks.bytes(i, SIZE));
            } else {
                assertThatThrownBy(() -> Chunks.get(store, id, SIZE)).isInstanceOf(ChunkException.Missing.class);
            }
        }
    }

    @Test
    void itsChunksAreMissing() throws Exception {
        List<Path> segments = segments();
        assertThat(segments).hasSizeGreaterThan(3);
        Files.delete(segments.get(1));
        assertThat(listed()).hasSizeLessThan(CHUNKS).hasSizeGreaterThan(CHUNKS / 2);
        agrees();
        assertThat(store.status().chunks()).isEqualTo(listed().size());
    }

    @Test
    void theOneThatIsWrittenToIsNoticedToo() throws Exception {
        Files.delete(segments().getLast());
        int before = listed().size();
        assertThat(before).isLessThan(CHUNKS);
        agrees();
        Chunks.put(store, Chunks.id(1000), Chunks.bytes(1000, SIZE));
        assertThat(Chunks.get(store, Chunks.id(1000), SIZE)).isEqualTo(Chunks.bytes(1000, SIZE));
        assertThat(listed()).hasSize(before + 1).contains(Chunks.id(1000));
    }

    @Test
    void othersCanBeDeletedAndLostOnesWrittenAgain() throws Exception {
        List<Path> segments = segments();
        Files.delete(segments.getFirst());
        Files.delete(segments.getLast());
        List<ChunkId> left = listed();
        for (int i = 0; i < CHUNKS; i++) {
            if (!left.contains(Chunks.id(i))) {
                Chunks.put(store, Chunks.id(i), Chunks.bytes(i, SIZE));
            }
        }
        assertThat(listed()).hasSize(CHUNKS);
        agrees();
        List<ChunkDeletion> all = new ArrayList<>();
        listed().forEach(id -> all.add(new ChunkDeletion(id, ChunkDeletion.ANY_STAMP)));
        assertThat(store.delete(all, 2)).isEmpty();
        assertThat(listed()).isEmpty();
    }

    @Test
    void aReaderThatFindsItGoneIsToldThatTheChunkIsMissing() throws Exception {
        store.close();
        Path root = directory.resolve("store");
        store = DirectoryStore.open(root, StoreOptions.defaults().withReserve(0).withSegments(262_144, 2 << 20));
        Files.delete(segments().getFirst());
        assertThatThrownBy(() -> Chunks.get(store, Chunks.id(0), SIZE)).isInstanceOf(ChunkException.Missing.class);
    }
}
