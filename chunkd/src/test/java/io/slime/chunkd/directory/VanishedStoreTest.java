package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store directory that goes away, as when a drive is unmounted, and what may come back in its place. */
final class VanishedStoreTest {
    private static final int SMALL = 3_000;
    private static final int LARGE = 50_000;

    @TempDir
    Path parent;

    private StoreFixture fixture;
    private Path elsewhere;

    @BeforeEach
    void format() throws IOException {
        fixture = new StoreFixture(parent);
        elsewhere = parent.resolve("elsewhere");
    }

    private static boolean answers(ChunkStore store) {
        try {
            store.status();
            return true;
        } catch (ChunkException.Unreachable e) {
            return false;
        }
    }

    @Test
    void isUnreachableWhileItIsGoneAndReturnsWithAnotherSession() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            UUID session = store.status().session();
            put(store, id(1), bytes(1, SMALL));
            put(store, id(2), bytes(2, LARGE));
            Files.move(fixture.directory(), elsewhere);
            store.look();
            assertThat(answers(store)).isFalse();
            assertThatThrownBy(() -> put(store, id(3), bytes(3, SMALL)))
                    .isInstanceOf(ChunkException.Unreachable.class)
                    .hasMessageContaining("gone");
            Files.move(elsewhere, fixture.directory());
            store.look();
            assertThat(answers(store)).isTrue();
            assertThat(store.status().session()).isNotEqualTo(session);
            assertThat(get(store, id(1), SMALL)).isEqualTo(bytes(1, SMALL));
            assertThat(get(store, id(2), LARGE)).isEqualTo(bytes(2, LARGE));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void answersNoWriteThatWentToADirectoryThatIsGone(int length) throws Exception {
        try (DirectoryStore store = fixture.open()) {
            put(store, id(1), bytes(1, SMALL));
            Files.move(fixture.directory(), elsewhere);
            assertThatThrownBy(() -> put(store, id(2), bytes(2, length)))
                    .isInstanceOf(ChunkException.Unreachable.class);
        }
    }

    @Test
    void takesNoOtherStoreForItsOwn() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            Files.move(fixture.directory(), elsewhere);
            UUID other = StoreDirectory.format(fixture.directory());
            store.look();
            assertThat(answers(store)).isFalse();
            store.look();
            assertThatThrownBy(store::status).hasMessageContaining("was replaced by store " + other);
            assertThat(store.uuid()).isNotEqualTo(other);
        }
    }

    @Test
    void isOpenedOnceOnly() throws Exception {
        try (DirectoryStore store = fixture.open()) {
            assertThat(answers(store)).isTrue();
            assertThatThrownBy(() -> fixture.open().close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
        fixture.open().close();
    }
}
