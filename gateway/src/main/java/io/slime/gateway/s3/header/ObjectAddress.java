package io.slime.gateway.s3.header;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The bucket and the key that a request names, decoded once and otherwise untouched: {@code ..}, {@code //}, {@code +}
 * and a trailing {@code /} are part of the key.
 *
 * <p>Whether the bucket's name is a valid one is the bucket room's question.
 *
 * @param bucket the bucket; absent for a request to the whole service
 * @param key the key, 1 to 1,024 bytes of UTF-8; absent for a request to a bucket
 */
public record ObjectAddress(Optional<String> bucket, Optional<String> key) {
    /** The longest key in bytes of UTF-8. */
    public static final int MAX_KEY_BYTES = 1024;

    /**
     * Reads {@code /bucket/key}.
     *
     * @param rawPath the path as it stood on the request line, percent-encoded
     * @throws S3Exception {@code InvalidURI} or {@code KeyTooLongError}
     */
    public static ObjectAddress pathStyle(String rawPath) {
        String rest = withoutSlash(rawPath);
        if (rest.isEmpty()) {
            return new ObjectAddress(Optional.empty(), Optional.empty());
        }
        int slash = rest.indexOf('/');
        String bucket = PercentCoding.decode(slash < 0 ? rest : rest.substring(0, slash));
        return new ObjectAddress(Optional.of(bucket), keyOf(slash < 0 ? "" : rest.substring(slash + 1)));
    }

    /**
     * Reads {@code /key} of a request whose host named the bucket.
     *
     * @throws S3Exception {@code InvalidURI} or {@code KeyTooLongError}
     */
    public static ObjectAddress virtualHost(String bucket, String rawPath) {
        return new ObjectAddress(Optional.of(bucket), keyOf(withoutSlash(rawPath)));
    }

    /**
     * Checks a key that came by another way than the path (a form, an XML document).
     *
     * @throws S3Exception {@code KeyTooLongError} over 1,024 bytes; {@code InvalidArgument} with a NUL or half a surrogate
     */
    public static String checkKey(String key) {
        if (key.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            throw new S3Exception(S3Error.INVALID_ARGUMENT, "A key must be valid UTF-8 without NUL.");
        }
        int length = key.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_KEY_BYTES) {
            throw new S3Exception(S3Error.KEY_TOO_LONG_ERROR)
                    .with("Size", Integer.toString(length))
                    .with("MaxSizeAllowed", Integer.toString(MAX_KEY_BYTES));
        }
        return key;
    }

    private static Optional<String> keyOf(String raw) {
        return raw.isEmpty() ? Optional.empty() : Optional.of(checkKey(PercentCoding.decode(raw)));
    }

    private static String withoutSlash(String rawPath) {
        if (!rawPath.startsWith("/")) {
            throw new S3Exception(S3Error.INVALID_URI);
        }
        return rawPath.substring(1);
    }
}
