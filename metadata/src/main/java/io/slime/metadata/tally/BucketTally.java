package io.slime.metadata.tally;

/**
 * What lies in a bucket, or a difference of that.
 *
 * @param objects current versions that are no delete markers
 * @param bytes their bytes
 * @param versions all versions that are no delete markers, current ones too
 * @param versionBytes their bytes
 * @param markers delete markers
 */
public record BucketTally(long objects, long bytes, long versions, long versionBytes, long markers) {
    /** Nothing. */
    public static final BucketTally NONE = new BucketTally(0, 0, 0, 0, 0);
}
