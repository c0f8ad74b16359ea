package io.slime.gateway.s3.header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in US-ASCII by the encoded words of RFC 2047, such as {@code =?UTF-8?B?w6Q=?=}. S3 takes and gives user metadata so (S3 User
 * Guide, "User-defined object metadata").
 */
final class EncodedWords {
    /** The longest that one may be (RFC 2047, 2). */
    private static final int MAX_WORD = 75;

    private static final String B = "=?UTF-8?B?";
    private static final String Q = "=?UTF-8?Q?";
    private static final String END = "?=";
    private static final Pattern WORD =
            Pattern.compile("(?<!\\S)=\\?([^?*\\s]+)(?:\\*[^?\\s]*)?\\?([BbQq])\\?([^?\\s]*)\\?=(?!\\S)");

    private EncodedWords() {}

    /** The text that is meant; what is no whole word of a known charset stays as it is, and so does one of control characters. */
    static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder decoded = new StringBuilder();
        int done = 0;
        boolean afterWord = false;
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            Optional<String> word = word(words.group(1), words.group(2), words.group(3));
            String between = text.substring(done, words.start());
            if (!(afterWord && word.isPresent() && between.isBlank())) {
                decoded.append(between);
            }
            decoded.append(word.orElseGet(words::group));
            afterWord = word.isPresent();
            done = words.end();
        }
        return decoded.append(text, done, text.length()).toString();
    }

    /** The text itself if all of it can be printed in US-ASCII, else words of it in UTF-8, in the shorter encoding. */
    static String encode(String text) {
        if (printable(text)) {
            return text;
        }
        boolean base64 = word(text, true).length() < word(text, false).length();
        StringBuilder encoded = new StringBuilder();
        int start = 0;
        while (start < text.length()) {
            int end = text.offsetByCodePoints(start, 1);
            while (end < text.length()) {
                int longer = text.offsetByCodePoints(end, 1);
                if (word(text.substring(start, longer), base64).length() > MAX_WORD) {
                    break;
                }
                end = longer;
            }
            encoded.append(start == 0 ? "" : " ").append(word(text.substring(start, end), base64));
            start = end;
        }
        return encoded.toString();
    }

    private static String word(String text, boolean base64) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return base64 ? B + Base64.getEncoder().encodeToString(bytes) + END : Q + quoted(bytes) + END;
    }

    private static String quoted(byte[] bytes) {
        StringBuilder quoted = new StringBuilder();
        for (byte b : bytes) {
            if (b == ' ') {
                quoted.append('_');
            } else if (b > ' ' && b < 0x7f && b != '=' && b != '?' && b != '_') {
                quoted.append((char) b);
            } else {
                quoted.append(String.format(Locale.ROOT, "=%02X", b & 0xff));
            }
        }
        return quoted.toString();
    }

    private static boolean printable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static Optional<String> word(String charset, String encoding, String content) {
        try {
            byte[] bytes = encoding.equalsIgnoreCase("B") ? Base64.getDecoder().decode(content) : unquoted(content);
            String text = Charset.forName(charset)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException
                | IllegalArgumentException e) { // an unknown charset, no base64, no hexadecimal digits
            return Optional.empty();
        }
    }

    private static byte[] unquoted(String content) {
        ByteBuffer bytes = ByteBuffer.allocate(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '=') {
                if (i + 3 > content.length()) {
                    throw new IllegalArgumentException("a cut escape");
                }
                bytes.put((byte) Integer.parseUnsignedInt(content, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) (c == '_' ? ' ' : c));
            }
        }
        byte[] taken = new byte[bytes.position()];
        bytes.flip().get(taken);
        return taken;
    }
}
