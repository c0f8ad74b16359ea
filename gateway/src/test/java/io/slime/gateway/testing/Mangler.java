package io.slime.gateway.testing;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes bad input of good: the same for the same seed. {@code -Dslime.fuzz=100} makes all tests that use it a hundred times as long. */
public final class Mangler {
    /** What parsers stumble over. */
    private static final String[] PIECES = {
        "%",
        "%2F",
        "%00",
        "%C0%AF",
        "%zz",
        "..",
        "/",
        "//",
        "\0",
        "\r\n",
        "\n",
        "\r",
        "\t",
        " ",
        "\u00e9",
        "\uD800",
        "\uDC00",
        "\ud83d\ude00",
        "-",
        "--",
        "-1",
        "0",
        "99999999999999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "2147483648",
        "1e9",
        "0x10",
        "NaN",
        "&",
        "&amp;",
        "&#0;",
        "&#x110000;",
        "&x;",
        "=",
        ";",
        ":",
        ",",
        ",,",
        "\"",
        "'",
        "\\",
        "<",
        ">",
        "</",
        "/>",
        "<!DOCTYPE a>",
        "<!--",
        "]]>",
        "<![CDATA[",
        "<?x?>",
        "<Key/>",
        "xmlns=''",
        "*",
        "?",
        "${",
        "}",
        "{",
        "[",
        "]",
        "(",
        ")",
        "+",
        "null",
        "true",
        "\u2028",
        "W/",
        "2026-02-30",
        "T00:00:00Z",
        "+99:99",
        "arn:aws:s3:::",
        "bytes=",
        "versionId",
        "\ufeff",
        "\uffff"
    };

    private final Random random;

    /** What comes of that seed. */
    public Mangler(long seed) {
        this.random = new Random(seed);
    }

    /** The seed of this run. */
    public static long seed() {
        return Long.getLong("slime.seed", 20261126L);
    }

    /** How many rounds to go where so many are usual. */
    public static int rounds(int usual) {
        return Math.multiplyExact(usual, Integer.getInteger("slime.fuzz", 1));
    }

    /** The randomness, for what else a test needs of it. */
    public Random random() {
        return random;
    }

    /** One of several. */
    @SafeVarargs
    public final <T> T any(T... several) {
        return several[random.nextInt(several.length)];
    }

    /** A good text with one to four faults in it. */
    public String mangle(String good) {
        StringBuilder text = new StringBuilder(good);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + 1 + random.nextInt(random.nextBoolean() ? 3 : 40));
            switch (random.nextInt(7)) {
                case 0 -> text.delete(from, to);
                case 1 ->
                    text.insert(
                            from,
                            text.substring(from, to).repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 400 : 3)));
                case 2 -> text.replace(from, to, any(PIECES));
                case 3 -> text.insert(from, (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
                case 4 -> text.setLength(from);
                default -> text.insert(from, any(PIECES));
            }
        }
        return text.toString();
    }

    /** The same for bytes. */
    public byte[] mangle(byte[] good) {
        String text = mangle(new String(good, StandardCharsets.ISO_8859_1));
        return text.getBytes(random.nextBoolean() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
