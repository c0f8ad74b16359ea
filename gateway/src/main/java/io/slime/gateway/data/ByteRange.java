package io.slime.gateway.data;

import io.slime.gateway.http.HttpCall;
import io.slime.gateway.object.ObjectVersion;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes [from, from + length) of an object, as a Range header asks for them (RFC 9110, 14). A header with several ranges,
 * another unit or bad syntax is ignored, as is one whose If-Range names another object than the present one.
 *
 * @param from first byte
 * @param length how many bytes, ≥ 1
 */
record ByteRange(long from, long length) {
    static final Pattern SYNTAX = Pattern.compile(
            "\\s*+bytes\\s*+=\\s*+([0-9]{0,40}+)\\s*+-\\s*+([0-9]{0,40}+)\\s*+", Pattern.CASE_INSENSITIVE);

    /** The range asked for; empty if it is the whole object. A range without a byte of the object is a 416. */
    static Optional<ByteRange> of(HttpCall call, ObjectVersion version) {
        Optional<Matcher> matcher = call.header("Range")
                .map(SYNTAX::matcher)
                .filter(Matcher::matches)
                .filter(m -> applies(call, version));
        if (matcher.isEmpty()) {
            return Optional.empty();
        }
        String first = matcher.get().group(1);
        String last = matcher.get().group(2);
        long size = version.size();
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Math.min(clamp(last), size), size));
        }
        long from = clamp(first);
        long end = last.isEmpty() ? size : Math.min(clamp(last) + 1, size);
        if (!last.isEmpty() && clamp(last) < from) {
            return Optional.empty();
        }
        if (from >= size) {
            throw Rejection.range(size);
        }
        return Optional.of(new ByteRange(from, end - from));
    }

    private static ByteRange suffix(long length, long size) {
        if (length == 0) {
            throw Rejection.range(size);
        }
        return new ByteRange(size - length, length);
    }

    private static boolean applies(HttpCall call, ObjectVersion version) {
        Optional<String> ifRange = call.header("If-Range");
        if (ifRange.isEmpty()) {
            return true;
        }
        String wanted = ifRange.get();
        return wanted.equals('"' + version.description().nativeEtag() + '"')
                || HttpDates.parse(wanted).equals(Optional.of(version.modified().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** The value of Content-Range for an object of that size. */
    String contentRange(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }

    private static long clamp(String digits) {
        String plain = digits.replaceFirst("^0+(?=.)", "");
        return plain.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(plain);
    }
}
