package io.slime.gateway.s3.header;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The user's own metadata of an object: the headers {@code x-amz-meta-*}.
 *
 * <p>Names are lower case without the prefix; values are text (see {@link WireText} for bytes beyond ASCII). A header sent
 * several times is one value joined by commas, as S3 stores it. Names and values together are at most 2 KiB of UTF-8.
 */
public final class UserMetadata {
    /** What every such header starts with. */
    public static final String PREFIX = "x-amz-meta-";

    /** The most bytes that all names (without the prefix) and values may take. */
    public static final int MAX_BYTES = 2048;

    private UserMetadata() {}

    /**
     * Takes the user metadata out of a request.
     *
     * @throws S3Exception {@code MetadataTooLarge}
     */
    public static Map<String, String> parse(HttpHeaders headers) {
        Map<String, String> metadata = new LinkedHashMap<>();
        int bytes = 0;
        for (String header : headers.names()) {
            if (!header.startsWith(PREFIX) || header.length() == PREFIX.length()) {
                continue;
            }
            String name = header.substring(PREFIX.length());
            String value = String.join(
                    ",",
                    headers.all(header).stream()
                            .map(v -> WireText.fromWire(v.strip()))
                            .toList());
            bytes += name.length() + value.getBytes(StandardCharsets.UTF_8).length;
            metadata.put(name, value);
        }
        if (bytes > MAX_BYTES) {
            throw new S3Exception(S3Error.METADATA_TOO_LARGE)
                    .with("Size", Integer.toString(bytes))
                    .with("MaxSizeAllowed", Integer.toString(MAX_BYTES));
        }
        return Collections.unmodifiableMap(metadata);
    }
}
