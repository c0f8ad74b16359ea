package io.slime.gateway.s3.xml;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes an XML document to bytes in UTF-8; for one thread.
 *
 * <p>Control characters, which XML 1.0 cannot hold, are written as numeric references, as S3 writes them: a key may
 * have them.
 */
public final class XmlWriter {
    /** The media type of the documents. */
    public static final String TYPE = "application/xml";

    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private final Deque<String> open = new ArrayDeque<>();
    private byte[] bytes = new byte[1024];
    private int size;

    private XmlWriter(String root, boolean namespace) {
        ascii(PROLOG);
        put('<');
        ascii(root);
        if (namespace) {
            ascii(" xmlns=\"" + NAMESPACE + "\"");
        }
        put('>');
        open.push(root);
    }

    /** What every document begins with; white space may follow it. */
    public static byte[] prolog() {
        return PROLOG.getBytes(StandardCharsets.US_ASCII);
    }

    /** A document whose root is in the namespace of S3. */
    public static XmlWriter of(String root) {
        return new XmlWriter(root, true);
    }

    /** A document without a namespace, as errors are. */
    public static XmlWriter plain(String root) {
        return new XmlWriter(root, false);
    }

    /**
     * Begins an element with attributes.
     *
     * @param attributes them, as they stand in the document
     */
    public XmlWriter open(String name, String attributes) {
        put('<');
        ascii(name);
        put(' ');
        ascii(attributes);
        put('>');
        open.push(name);
        return this;
    }

    /** Begins an element. */
    public XmlWriter open(String name) {
        put('<');
        ascii(name);
        put('>');
        open.push(name);
        return this;
    }

    /** Ends the innermost open element. */
    public XmlWriter close() {
        ascii("</");
        ascii(open.pop());
        put('>');
        return this;
    }

    /** An element with a text. */
    public XmlWriter text(String name, String text) {
        open(name);
        escaped(text);
        return close();
    }

    /** An element with a number. */
    public XmlWriter number(String name, long number) {
        return text(name, Long.toString(number));
    }

    /** An element with {@code true} or {@code false}. */
    public XmlWriter flag(String name, boolean flag) {
        return text(name, Boolean.toString(flag));
    }

    /** An element with a time, in milliseconds of UTC. */
    public XmlWriter time(String name, Instant time) {
        return text(name, format(time));
    }

    /** An element with an entity tag, in its quotes. */
    public XmlWriter etag(String tag) {
        open("ETag");
        ascii("&quot;");
        escaped(tag);
        ascii("&quot;");
        return close();
    }

    /** A text in the innermost open element. */
    public XmlWriter content(String text) {
        escaped(text);
        return this;
    }

    /** A time as S3 documents show it. */
    public static String format(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 1000 || utc.getYear() > 9999) {
            return TIME.format(utc);
        }
        byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
        digits(utc.getYear(), text, 3);
        digits(utc.getMonthValue(), text, 6);
        digits(utc.getDayOfMonth(), text, 9);
        digits(utc.getHour(), text, 12);
        digits(utc.getMinute(), text, 15);
        digits(utc.getSecond(), text, 18);
        digits(utc.getNano() / 1_000_000, text, 22);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Puts the digits of a number, the last of them at a position. */
    private static void digits(int number, byte[] text, int last) {
        int rest = number;
        for (int i = last; rest > 0; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The whole document, with all that is open ended. */
    public byte[] bytes() {
        while (!open.isEmpty()) {
            close();
        }
        return Arrays.copyOf(bytes, size);
    }

    private void escaped(String text) {
        if (isPlain(text)) {
            ascii(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                int codePoint = text.codePointAt(i);
                utf8(codePoint);
                i += Character.charCount(codePoint) - 1;
            } else if (c < ' ' || c == 0x7f) {
                ascii("&#x" + Integer.toHexString(c).toUpperCase(Locale.ROOT) + ";");
            } else {
                switch (c) {
                    case '&' -> ascii("&amp;");
                    case '<' -> ascii("&lt;");
                    case '>' -> ascii("&gt;");
                    case '"' -> ascii("&quot;");
                    default -> put(c);
                }
            }
        }
    }

    /** Whether all characters stand for themselves, a byte each. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '&' || c == '<' || c == '>' || c == '"') {
                return false;
            }
        }
        return true;
    }

    private void utf8(int codePoint) {
        if (codePoint == 0xfffe || codePoint == 0xffff) {
            ascii("&#x" + Integer.toHexString(codePoint).toUpperCase(Locale.ROOT) + ";");
        } else if (codePoint < 0x800) {
            put(0xc0 | codePoint >> 6);
            put(0x80 | (codePoint & 0x3f));
        } else if (codePoint < 0x10000) {
            boolean half = codePoint >= 0xd800 && codePoint < 0xe000;
            int written = half ? 0xfffd : codePoint;
            put(0xe0 | written >> 12);
            put(0x80 | (written >> 6 & 0x3f));
            put(0x80 | (written & 0x3f));
        } else {
            put(0xf0 | codePoint >> 18);
            put(0x80 | (codePoint >> 12 & 0x3f));
            put(0x80 | (codePoint >> 6 & 0x3f));
            put(0x80 | (codePoint & 0x3f));
        }
    }

    @SuppressWarnings("deprecation") // of chars above 0xff, which there are none of here
    private void ascii(String text) {
        int length = text.length();
        if (length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length));
        }
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    private void put(int b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) b;
    }
}
