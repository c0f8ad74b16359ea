package io.slime.compat.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which keys clients use: few that many use at once, each for some time only, so that histories stay short enough to be judged,
 * and many that are rarely touched.
 */
final class Keys {
    /** What the names of the much used ones begin with. */
    static final String HOT = "hot/";

    private static final int HOT_KEYS = 10;
    private static final int COLD_KEYS = 250;
    private static final int LONGEST = 160;

    private final Book book;
    private final AtomicReferenceArray<String> hot = new AtomicReferenceArray<>(HOT_KEYS);
    private final AtomicInteger next = new AtomicInteger();

    Keys(Book book) {
        this.book = book;
        for (int i = 0; i < HOT_KEYS; i++) {
            hot.set(i, name());
        }
    }

    private String name() {
        return HOT + "%06d".formatted(next.getAndIncrement());
    }

    /** One to work on. */
    String pick(Random random) {
        if (random.nextInt(10) < 3) {
            return "cold/%03d".formatted(random.nextInt(COLD_KEYS));
        }
        int slot = random.nextInt(1 + random.nextInt(HOT_KEYS));
        String key = hot.get(slot);
        if (book.steps(key) > LONGEST) {
            hot.compareAndSet(slot, key, name());
        }
        return key;
    }

    /** The much used ones of now. */
    List<String> hot() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < HOT_KEYS; i++) {
            all.add(hot.get(i));
        }
        return all;
    }

    /** Whether a key will not be picked any more. */
    boolean retired(String key) {
        return key.startsWith(HOT) && !hot().contains(key);
    }
}
