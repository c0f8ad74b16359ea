package io.slime.gateway.durability;

/**
 * So much data.
 *
 * @param extents in so many extents
 * @param bytes of contents, before coding
 */
public record Amount(long extents, long bytes) {
    /** Nothing. */
    public static final Amount NONE = new Amount(0, 0);

    /** Both together. */
    public Amount plus(Amount other) {
        return new Amount(extents + other.extents, bytes + other.bytes);
    }
}
