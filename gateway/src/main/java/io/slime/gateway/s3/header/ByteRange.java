package io.slime.gateway.s3.header;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one byte range that a request asks for, before the size of the object is known.
 *
 * <p>Source: RFC 9110 14.1.2. Like S3, a header with several ranges, another unit or bad syntax is ignored, and the whole
 * object is answered; a range that is well-formed but outside the object is a 416.
 */
public sealed interface ByteRange {
    /** {@code bytes=first-last} or {@code bytes=first-}: both ends inclusive, {@code last} at most Long.MAX_VALUE - 1. */
    record FromTo(long first, long last) implements ByteRange {}

    /** {@code bytes=-length}: the last bytes. */
    record Suffix(long length) implements ByteRange {}

    /** Bytes {@code [start, end)} of an object. */
    record Span(long start, long end) {
        /** The number of bytes. */
        public long length() {
            return end - start;
        }

        /** The value of Content-Range for an object of that many bytes. */
        public String contentRange(long size) {
            return "bytes " + start + "-" + (end - 1) + "/" + size;
        }
    }

    /** Reads a Range header; empty when the header is to be ignored. */
    static Optional<ByteRange> parse(String header) {
        Matcher m = Syntax.RANGE.matcher(header);
        if (!m.matches()) {
            return Optional.empty();
        }
        String first = m.group(1);
        String last = m.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(new Suffix(clamp(last)));
        }
        FromTo range = new FromTo(clamp(first), last.isEmpty() ? Long.MAX_VALUE - 1 : clamp(last));
        return range.last < range.first ? Optional.empty() : Optional.of(range);
    }

    /** The bytes meant in an object of {@code size} bytes; empty when there are none, which is a 416. */
    default Optional<Span> within(long size) {
        Span span = switch (this) {
            case FromTo(long first, long last) -> new Span(Math.min(first, size), Math.min(last + 1, size));
            case Suffix(long length) -> new Span(size - Math.min(length, size), size);
        };
        return span.length() <= 0 ? Optional.empty() : Optional.of(span);
    }

    private static long clamp(String digits) {
        String plain = digits.replaceFirst("^0+(?=.)", "");
        return plain.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(plain);
    }

    /** The syntax of the header. */
    final class Syntax {
        private static final Pattern RANGE = Pattern.compile(
                "\\s*+bytes\\s*+=\\s*+([0-9]{0,40}+)\\s*+-\\s*+([0-9]{0,40}+)\\s*+", Pattern.CASE_INSENSITIVE);

        private Syntax() {}
    }
}
