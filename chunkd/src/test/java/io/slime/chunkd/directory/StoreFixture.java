package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.testing.Chunks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A store in a real directory, with small segments and nothing that it does by itself but watch; and ways to damage it. */
final class StoreFixture {
    static final int SEGMENT = 147_456;

    private final Path directory;

    StoreFixture(Path parent) throws IOException {
        directory = parent.resolve("store");
        if (!Files.exists(directory)) {
            StoreDirectory.format(directory);
        }
    }

    /** A copy, below another directory, of what lies there now. */
    StoreFixture asIfKilled(Path parent) throws IOException {
        Path to = Files.createDirectory(parent).resolve("store");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(directory.relativize(file).toString()));
            }
        }
        return new StoreFixture(parent);
    }

    Path directory() {
        return directory;
    }

    DirectoryStore open() throws IOException {
        return open(Optional.empty());
    }

    /** One that verifies its chunks by itself. */
    DirectoryStore open(ScrubPace pace) throws IOException {
        return open(Optional.of(pace));
    }

    private DirectoryStore open(Optional<ScrubPace> scrub) throws IOException {
        return DirectoryStore.open(
                directory,
                new StoreOptions(
                        40_000,
                        SEGMENT,
                        OptionalLong.of(0),
                        2,
                        64,
                        Duration.ofSeconds(30),
                        Duration.ofHours(1),
                        Duration.ZERO,
                        scrub));
    }

    /** The segment files, the oldest first. */
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("segments"))) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    /** Flips a bit at a position of a file. */
    static void flip(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 0x20)).flip();
            channel.write(one, position);
        }
    }

    /** Where a chunk's data starts in a file. */
    static long find(Path file, ChunkId id) throws IOException {
        long at = search(file, id);
        if (at < 0) {
            throw new AssertionError("no chunk " + id + " in " + file);
        }
        return at;
    }

    static boolean holds(Path file, ChunkId id) throws IOException {
        return search(file, id) >= 0;
    }

    private static long search(Path file, ChunkId id) throws IOException {
        byte[] needle = Chunks.bytes(id.number(), 32);
        byte[] all = Files.readAllBytes(file);
        for (int at = 0; at <= all.length - needle.length; at++) {
            if (Arrays.equals(all, at, at + needle.length, needle, 0, needle.length)) {
                return at;
            }
        }
        return -1;
    }
}
