package io.slime.gateway.s3.header;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The user's own metadata of an object: the headers {@code x-amz-meta-*}.
 *
 * <p>Names are lower case without the prefix. Values are text: what came as UTF-8 or ISO-8859-1 (see {@link WireText}), or in the
 * encoded words of RFC 2047, in which whatever is not US-ASCII is given back (S3 User Guide, "User-defined object metadata"). A
 * header sent several times is one value joined by commas, as S3 stores it. Names and values together are at most 2 KiB of UTF-8.
 */
public final class UserMetadata {
    /** What every such header starts with. */
    public static final String PREFIX = "x-amz-meta-";

    /** The most bytes that all names (without the prefix) and values may take. */
    public static final int MAX_BYTES = 2048;

    /** A token of RFC 9110. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

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
                            .map(v -> EncodedWords.decode(WireText.fromWire(v.strip())))
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

    /**
     * Hands over the headers of an answer that show user metadata. A form may give names that no header can have: how many those
     * are is told in {@code x-amz-missing-meta}.
     */
    public static void show(Map<String, String> metadata, BiConsumer<String, String> taker) {
        int missing = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            if (NAME.matcher(entry.getKey()).matches()) {
                taker.accept(PREFIX + entry.getKey(), EncodedWords.encode(entry.getValue()));
            } else {
                missing++;
            }
        }
        if (missing > 0) {
            taker.accept("x-amz-missing-meta", Integer.toString(missing));
        }
    }
}
