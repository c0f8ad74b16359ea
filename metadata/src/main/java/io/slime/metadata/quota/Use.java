package io.slime.metadata.quota;

/**
 * What counts against a quota, or a difference of that.
 *
 * @param objects versions
 * @param bytes their bytes, and those of parts of uploads in progress
 */
public record Use(long objects, long bytes) {
    /** Nothing. */
    public static final Use NONE = new Use(0, 0);

    /** Both together. */
    Use plus(Use other) {
        return new Use(objects + other.objects, bytes + other.bytes);
    }
}
