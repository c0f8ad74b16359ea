package io.slime.gateway.multipart;

import io.slime.gateway.object.Checksums;
import java.time.Instant;

/**
 * A part that was uploaded.
 *
 * @param number its number, in [1, 10000]
 * @param size length in bytes
 * @param etag MD5 of its bytes in hexadecimal
 * @param checksums its checksums
 * @param modified when it was uploaded
 */
public record Part(int number, long size, String etag, Checksums checksums, Instant modified) {
    /** The highest number of a part. */
    public static final int MAX_NUMBER = 10_000;

    /** What every part but the last must have, in bytes. */
    public static final long MIN_SIZE = 5L << 20;

    /** Most bytes of a part. */
    public static final long MAX_SIZE = 5L << 30;
}
