package io.slime.metadata.extent;

/**
 * Consecutive bytes of an existing content.
 *
 * @param content the content
 * @param from the first byte
 * @param length how many, ≥ 1
 */
public record Slice(ContentId content, long from, long length) {
    public Slice {
        if (from < 0 || length < 1) {
            throw new IllegalArgumentException("no slice: from " + from + ", length " + length);
        }
    }
}
