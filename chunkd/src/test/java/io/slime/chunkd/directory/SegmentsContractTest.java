package io.slime.chunkd.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.testing.ChunkStoreContract;
import io.slime.chunkd.testing.Chunks;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory store as it is by default: chunks up to 1 MiB are packed. */
final class SegmentsContractTest extends ChunkStoreContract {
    @TempDir
    Path directory;

    @Override
    protected ChunkStore open() throws Exception {
        Path store = directory.resolve("store");
        StoreDirectory.format(store);
        return DirectoryStore.open(store, StoreOptions.defaults().withReserve(0));
    }

    /** The contract lets a store say no; this one says yes, and finds damage. */
    @Test
    void readsASmallChunkAtOnceUnlessItIsDamaged() throws Exception {
        Path own = directory.resolve("own");
        StoreDirectory.format(own);
        try (ChunkStore store = DirectoryStore.open(own, StoreOptions.defaults().withReserve(0))) {
            byte[] data = Chunks.bytes(1, 2048);
            Chunks.put(store, Chunks.id(1), data);
            assertThat(Chunks.get(store, Chunks.id(1), 2048)).isEqualTo(data);
            byte[] into = new byte[2048];
            Assumptions.assumeTrue(store.readAtOnce(Chunks.id(1), 0, 2048, into, 0), "RWF_NOWAIT");
            assertThat(into).isEqualTo(data);
            try (Stream<Path> files = Files.list(directory.resolve("own/segments"))) {
                Path segment = files.max(
                                Comparator.comparingLong(file -> file.toFile().length()))
                        .orElseThrow();
                byte[] all = Files.readAllBytes(segment);
                int at = indexOf(all, data);
                try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                    assertThat(channel.write(ByteBuffer.wrap(new byte[] {(byte) ~data[100]}), at + 100L))
                            .isOne();
                }
            }
            assertThat(store.readAtOnce(Chunks.id(1), 0, 2048, into, 0)).isFalse();
            assertThatThrownBy(() -> Chunks.get(store, Chunks.id(1), 2048))
                    .isInstanceOf(ChunkException.Quarantined.class);
        }
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at <= all.length - part.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("it is not there");
    }
}
