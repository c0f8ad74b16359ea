package io.slime.metadata.listing;

import java.util.Optional;

/**
 * The stretch of the key space that a listing covers, and how keys in it roll up. Strings sort by code points, which is how their
 * UTF-8 bytes sort.
 */
public final class Range {
    /** Behind every path: longer than any, of the last code point. */
    private static final String LAST =
            Character.toString(Character.MAX_CODE_POINT).repeat(512);

    private final String scope;
    private final String prefix;
    private final Optional<String> delimiter;

    /** Paths that begin with scope and prefix; an empty delimiter is none. */
    public Range(String scope, String prefix, Optional<String> delimiter) {
        this.scope = scope;
        this.prefix = prefix;
        this.delimiter = delimiter.filter(text -> !text.isEmpty());
    }

    /** What all paths begin with and names are told without. */
    public String scope() {
        return scope;
    }

    /** The lowest path that may be listed, given the name that the listing continues behind. */
    public String first(Optional<String> after) {
        String begin = scope + prefix;
        if (after.isEmpty()) {
            return begin;
        }
        String path = scope + after.get();
        String behind = commonPrefix(path).equals(after) ? behind(after.get()) : next(path);
        return compare(begin, behind) > 0 ? begin : behind;
    }

    /** The first path that is no longer covered. */
    public String end() {
        return successor(scope + prefix).orElse(LAST);
    }

    /** The common prefix, without the scope, that a path rolls up into. */
    public Optional<String> commonPrefix(String path) {
        int start = scope.length() + prefix.length();
        if (delimiter.isEmpty() || !path.startsWith(prefix, scope.length())) {
            return Optional.empty();
        }
        int at = path.indexOf(delimiter.get(), start);
        return at < 0
                ? Optional.empty()
                : Optional.of(
                        path.substring(scope.length(), at + delimiter.get().length()));
    }

    /** The lowest path behind all that a common prefix covers. */
    public String behind(String commonPrefix) {
        return successor(scope + commonPrefix).orElse(LAST);
    }

    /** The lowest path behind this one; no path holds NUL. */
    static String next(String path) {
        return path + '\u0001';
    }

    /** The lowest string behind all that begin with this one, if there is any. */
    static Optional<String> successor(String text) {
        int end = text.length();
        while (end > 0) {
            int last = text.codePointBefore(end);
            int start = end - Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                int above = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
                return Optional.of(text.substring(0, start) + Character.toString(above));
            }
            end = start;
        }
        return Optional.empty();
    }

    /** Compares by code points. */
    public static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // Surrogates stand for code points above all others.
                boolean high = Character.isSurrogate(a);
                return high == Character.isSurrogate(b) ? Character.compare(a, b) : high ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
