package io.slime.chunkd.directory;

import static io.slime.chunkd.testing.Chunks.bytes;
import static io.slime.chunkd.testing.Chunks.get;
import static io.slime.chunkd.testing.Chunks.id;
import static io.slime.chunkd.testing.Chunks.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes and deletes chunks is killed by SIGKILL, three times; what it had answered is there. */
final class KilledProcessTest {
    private static final int WRITERS = 8;
    private static final int ANSWERS = 400;

    @TempDir
    Path parent;

    /** Writes chunks from a number on, deletes every third again, and says so when it is done. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws Exception {
            AtomicInteger next = new AtomicInteger(Integer.parseInt(args[1]));
            try (DirectoryStore store = DirectoryStore.open(
                            Path.of(args[0]),
                            StoreOptions.defaults().withReserve(0).withSegments(40_000, 1 << 20));
                    ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < WRITERS; i++) {
                    writers.execute(() -> {
                        while (true) {
                            int number = next.getAndIncrement();
                            put(store, id(number), bytes(number, length(number)));
                            say("put " + number);
                            if (number % 3 == 0) {
                                store.delete(List.of(new ChunkDeletion(id(number), ChunkDeletion.ANY_STAMP)), 1);
                                say("deleted " + number);
                            }
                        }
                    });
                }
            }
        }

        // A line is written by one call, so that lines of several threads do not mix.
        private static void say(String line) {
            System.out.print(line + "\n");
            System.out.flush();
        }
    }

    private static int length(int number) {
        return number % 7 == 0 ? 60_000 : 100 + number * 31 % 9_000;
    }

    @Test
    void keepsWhatItAnswered() throws Exception {
        Path directory = parent.resolve("store");
        StoreDirectory.format(directory);
        Set<Integer> written = new HashSet<>();
        Set<Integer> deleted = new HashSet<>();
        for (int run = 0; run < 3; run++) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            directory.toString(),
                            Integer.toString(run * 100_000))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out = child.inputReader()) {
                for (int line = 0; line < ANSWERS; line++) {
                    take(out.readLine(), written, deleted);
                }
                child.toHandle().destroyForcibly();
                String line = out.readLine();
                while (line != null && line.indexOf(' ') > 0) {
                    take(line, written, deleted);
                    line = out.readLine();
                }
            }
            child.waitFor();
            check(directory, written, deleted);
        }
    }

    private static void take(String line, Set<Integer> written, Set<Integer> deleted) {
        String[] words = line.split(" ", 2);
        (words[0].equals("put") ? written : deleted).add(Integer.parseInt(words[1]));
    }

    private static void check(Path directory, Set<Integer> written, Set<Integer> deleted) throws Exception {
        try (DirectoryStore store = DirectoryStore.open(
                directory, StoreOptions.defaults().withReserve(0).withSegments(40_000, 1 << 20))) {
            for (int number : written) {
                boolean there = isThere(store, number);
                if (deleted.contains(number)) {
                    assertThat(there).as("deleted chunk " + number).isFalse();
                } else if (number % 3 != 0) {
                    assertThat(there).as("chunk " + number).isTrue();
                }
            }
        }
    }

    private static boolean isThere(DirectoryStore store, int number) {
        try {
            assertThat(get(store, id(number), length(number))).isEqualTo(bytes(number, length(number)));
            return true;
        } catch (ChunkException.Missing e) {
            return false;
        }
    }
}
