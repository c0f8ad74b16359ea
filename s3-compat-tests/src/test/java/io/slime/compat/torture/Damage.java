package io.slime.compat.torture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** What drives do to chunk files and segments. */
final class Damage {
    private static final int DELETE = 0;
    private static final int TRUNCATE = 1;
    private static final int FLIP = 2;

    private final Random random;
    private final Map<Path, Long> written = new HashMap<>();

    Damage(Random random) {
        this.random = random;
    }

    /** Takes note of what the segments of stores hold now, which is old from then on. */
    void remember(List<Store> stores) {
        written.clear();
        for (Store store : stores) {
            for (Path file : files(store.directory().resolve("segments"), Optional.empty())) {
                written.put(file, written(file));
            }
        }
    }

    /**
     * Harms some files of a store in one way.
     *
     * @param before only what was written before that, if it is there: {@link #remember} was called then
     * @return what was done, empty if there was nothing to harm
     */
    Optional<String> harm(Store store, Optional<Instant> before) {
        List<Path> chunks = files(store.directory().resolve("chunks"), before);
        List<Path> segments = files(store.directory().resolve("segments"), Optional.empty());
        int way = random.nextInt(3);
        List<Path> files = new ArrayList<>(chunks);
        if (before.isEmpty()) {
            files.addAll(segments);
        } else if (way == FLIP) {
            segments.stream().filter(written::containsKey).forEach(files::add);
        }
        if (files.isEmpty()) {
            return Optional.empty();
        }
        int count = 1 + random.nextInt(Math.min(files.size(), random.nextInt(4) == 0 ? 60 : 5));
        int of = files.size();
        for (int i = 0; i < count; i++) {
            Path file = files.remove(random.nextInt(files.size()));
            try {
                switch (way) {
                    case DELETE -> Files.delete(file);
                    case TRUNCATE -> truncate(file);
                    default ->
                        flip(file, before.isEmpty() ? written(file) : written.getOrDefault(file, Long.MAX_VALUE));
                }
            } catch (NoSuchFileException | java.io.FileNotFoundException e) {
                // The store deleted it just now.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Optional.of(List.of("deleted ", "truncated ", "flipped bits in ").get(way) + count + " of " + of
                + " files of " + store);
    }

    /** Where the zeros begin that end a segment, which is made longer than what is in it. */
    private static long written(Path file) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] piece = new byte[1 << 16];
            for (long at = Math.max(0, open.length() - piece.length); ; at = Math.max(0, at - piece.length)) {
                open.seek(at);
                int got = Math.max(0, open.read(piece));
                for (int i = got - 1; i >= 0; i--) {
                    if (piece[i] != 0) {
                        return at + i + 1;
                    }
                }
                if (at == 0) {
                    return 0;
                }
            }
        } catch (IOException e) {
            return 0;
        }
    }

    private void truncate(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(open.length() == 0 ? 0 : random.nextLong(open.length()));
        }
    }

    private void flip(Path file, long end) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            long length = Math.min(end, open.length());
            if (length > 0) {
                long at = random.nextLong(length);
                open.seek(at);
                int old = open.read();
                open.seek(at);
                open.write(old ^ (1 << random.nextInt(8)));
            }
        }
    }

    private static List<Path> files(Path directory, Optional<Instant> before) {
        for (int tries = 0; tries < 20; tries++) {
            try (Stream<Path> all = Files.walk(directory)) {
                return all.filter(Files::isRegularFile)
                        .filter(file -> before.isEmpty() || older(file, before.get()))
                        .sorted()
                        .toList();
            } catch (IOException | UncheckedIOException e) {
                // A directory went while it was walked: once more.
            }
        }
        return List.of();
    }

    private static boolean older(Path file, Instant than) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(than);
        } catch (IOException e) {
            return false;
        }
    }
}
