package io.slime.chunkd.chunk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator tells the scrub of a store. Each may be repeated without harm. */
public enum ScrubOrder {
    /** Begin a full pass now, or go on with the one under way; a pause ends. */
    START,
    /** Hold still until told otherwise, also over restarts. */
    PAUSE,
    /** Go on where it was held up. */
    RESUME;

    /** The order as a word: {@code start}, {@code pause}, {@code resume}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The order of that word, if it is one. */
    public static Optional<ScrubOrder> of(String word) {
        return Arrays.stream(values())
                .filter(order -> order.word().equals(word))
                .findFirst();
    }
}
