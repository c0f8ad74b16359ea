package io.slime.erasure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an extent is spread: any {@code need} of its {@code total} chunks give the data back. {@code need = 1} is replication;
 * {@code need = total} has no parity and survives no loss.
 *
 * @param need chunks that suffice, 1 ≤ need ≤ total
 * @param total chunks that are kept, total ≤ 100
 */
public record Redundancy(int need, int total) {
    /** Most chunks that an extent may have. */
    public static final int MAX_TOTAL = 100;

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,3})/([0-9]{1,3})");

    /** Checks the bounds; an {@link IllegalArgumentException} names the one that is broken. */
    public Redundancy {
        if (need < 1) {
            throw new IllegalArgumentException("redundancy " + need + "/" + total + ": need must be at least 1");
        }
        if (total > MAX_TOTAL) {
            throw new IllegalArgumentException(
                    "redundancy " + need + "/" + total + ": total must be at most " + MAX_TOTAL);
        }
        if (need > total) {
            throw new IllegalArgumentException(
                    "redundancy " + need + "/" + total + ": need must not be greater than total");
        }
    }

    /**
     * Reads the form {@code need/total}, such as {@code 2/3}.
     *
     * @throws IllegalArgumentException if it is not of that form, or out of bounds
     */
    public static Redundancy parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("redundancy '" + text + "': expected need/total, such as 2/3");
        }
        return new Redundancy(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Number of parity chunks, which is also how many chunks may be lost: total - need. */
    public int parity() {
        return total - need;
    }

    /** The form that {@link #parse} reads: {@code need/total}. */
    @Override
    public String toString() {
        return need + "/" + total;
    }
}
