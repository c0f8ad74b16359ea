package io.slime.chunkd.wire;

import io.slime.chunkd.chunk.ChunkDescription;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A chunk's description as one line of ASCII, in the form of HTML forms:
 * {@code need=2&total=3&cell=65536&extent-length=…&extent-start=…&last=true&extent-crc=0123abcd&path=…&version=…}.
 * Names that are not known are left alone: they are of a newer release.
 */
public final class DescriptionText {
    private static final int LONGEST = 8 * 1024;

    private DescriptionText() {}

    /** Writes a description. */
    public static String of(ChunkDescription description) {
        return "need=" + description.need()
                + "&total=" + description.total()
                + "&cell=" + description.cell()
                + "&extent-length=" + description.extentLength()
                + "&extent-start=" + description.extentStart()
                + "&last=" + description.last()
                + "&extent-crc=" + HexFormat.of().toHexDigits(description.extentCrc())
                + "&path=" + URLEncoder.encode(description.path(), StandardCharsets.UTF_8)
                + "&version=" + URLEncoder.encode(description.versionId(), StandardCharsets.UTF_8);
    }

    /**
     * Reads a description.
     *
     * @throws IllegalArgumentException if it is none: the message says what is wrong
     */
    public static ChunkDescription parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("a description of " + text.length() + " characters");
        }
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("not a chunk description: '" + pair + "'");
            }
        }
        return new ChunkDescription(
                Math.toIntExact(number(values, "need", 100)),
                Math.toIntExact(number(values, "total", 100)),
                Math.toIntExact(number(values, "cell", Integer.MAX_VALUE)),
                number(values, "extent-length", Long.MAX_VALUE),
                number(values, "extent-start", Long.MAX_VALUE),
                truth(value(values, "last")),
                HexFormat.fromHexDigits(value(values, "extent-crc")),
                URLDecoder.decode(value(values, "path"), StandardCharsets.UTF_8),
                URLDecoder.decode(value(values, "version"), StandardCharsets.UTF_8));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the chunk description lacks '" + name + "'");
        }
        return value;
    }

    private static long number(Map<String, String> values, String name, long most) {
        return Numbers.parse(value(values, name), most)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' of the chunk description is no number to " + most));
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'last' of the chunk description is true or false");
        };
    }
}
