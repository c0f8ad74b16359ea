package io.slime.gateway.s3.header;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Percent-encoding as S3 does it: the unreserved characters of RFC 3986 stay, every other byte of the UTF-8 form becomes
 * {@code %XX} with upper-case digits; decoding is strict and leaves {@code +} alone.
 */
public final class PercentCoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentCoding() {}

    /** Encodes a name or value of the query: also {@code /} is encoded. */
    public static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Encodes an object key: {@code /} stays. */
    public static String encodeKey(String key) {
        return encode(key.getBytes(StandardCharsets.UTF_8), true);
    }

    /** Whether an object key is its own encoding. */
    public static boolean isEncodedKey(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c != '/' && !unreserved(c)) {
                return false;
            }
        }
        return true;
    }

    /** Encodes bytes, which need not be UTF-8. */
    public static String encode(byte[] bytes, boolean keepSlash) {
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (unreserved(c) || (keepSlash && c == '/')) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return out.toString();
    }

    /**
     * Decodes once.
     *
     * @throws S3Exception {@code InvalidURI} for a percent sign without two hex digits, a NUL, or bytes that are not UTF-8
     */
    public static String decode(String text) {
        byte[] bytes = decodeBytes(text);
        for (byte b : bytes) {
            if (b == 0) {
                throw new S3Exception(S3Error.INVALID_URI);
            }
        }
        return WireText.utf8(bytes, 0, bytes.length).orElseThrow(() -> new S3Exception(S3Error.INVALID_URI));
    }

    /**
     * Decodes once to bytes; a char above 0x7f stands for its UTF-8 bytes when above 0xff, else for that byte.
     *
     * @throws S3Exception {@code InvalidURI} for a percent sign without two hex digits
     */
    public static byte[] decodeBytes(String text) {
        byte[] in = bytesOf(text);
        byte[] out = new byte[in.length];
        int n = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out[n++] = in[i];
                continue;
            }
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new S3Exception(S3Error.INVALID_URI);
            }
            out[n++] = (byte) (high << 4 | low);
            i += 2;
        }
        return Arrays.copyOf(out, n);
    }

    private static byte[] bytesOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean unreserved(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
