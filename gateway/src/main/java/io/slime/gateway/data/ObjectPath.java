package io.slime.gateway.data;

import io.slime.gateway.bucket.BucketName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads paths of objects from request lines: percent-decoded once, checked, otherwise exactly as they came. */
final class ObjectPath {
    /** Most bytes of a key; the bucket's name and its slash come on top where the path begins like a bucket's. */
    static final int MAX_KEY_BYTES = 1024;

    private ObjectPath() {}

    /**
     * The path that stands after {@code /data/}.
     *
     * @param raw percent-encoded; a char is a byte of the wire
     */
    static String parse(String raw) {
        String path = checked(decode(raw, false));
        if (path.isEmpty()) {
            throw Rejection.badRequest("a key is missing after /data/");
        }
        String key = BucketName.ofPath(path)
                .map(bucket -> path.substring(bucket.prefix().length()))
                .orElse(path);
        if (key.isEmpty()) {
            throw Rejection.badRequest("a key is missing after the bucket's name");
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
            throw Rejection.badRequest("the key is longer than " + MAX_KEY_BYTES + " bytes");
        }
        return path;
    }

    /** Refuses what no stored text may hold. */
    private static String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw Rejection.badRequest("a key cannot hold a NUL");
        }
        return text;
    }

    /** A text of the query: a plus sign is a space there, as forms have it. */
    static String parameter(String raw) {
        return checked(decode(raw, true));
    }

    /** The same text as a value of a URL: bytes that are not unreserved become {@code %XX}, slashes stay. */
    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c < 0x80 && Character.isLetterOrDigit(c)) || "-._~/".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append("0123456789ABCDEF".charAt(c >> 4)).append("0123456789ABCDEF".charAt(c & 15));
            }
        }
        return out.toString();
    }

    private static String decode(String raw, boolean plusIsSpace) {
        byte[] out = new byte[raw.length()];
        int n = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int high = i + 2 < raw.length() ? hex(raw.charAt(i + 1)) : -1;
                int low = i + 2 < raw.length() ? hex(raw.charAt(i + 2)) : -1;
                if (high < 0 || low < 0) {
                    throw Rejection.badRequest("a percent sign stands without two hexadecimal digits");
                }
                out[n++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[n++] = (byte) (plusIsSpace && c == '+' ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Arrays.copyOf(out, n)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Rejection.badRequest("the key is not UTF-8");
        }
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
