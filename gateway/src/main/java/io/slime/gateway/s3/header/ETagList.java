package io.slime.gateway.s3.header;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of If-Match or If-None-Match: any entity, or a list of ETags.
 *
 * <p>Clients of S3 also send ETags without quotes, so quotes do not matter here; a weak tag ({@code W/}) compares like a
 * strong one in If-None-Match and never in If-Match (RFC 9110 13.1.1).
 *
 * @param any whether the value was {@code *}
 * @param tags the tags without quotes
 */
public record ETagList(boolean any, List<Tag> tags) {
    /** One tag, without its quotes. */
    public record Tag(String value, boolean weak) {}

    private static final Pattern TAG = Pattern.compile("\\s*+(W/)?+(?:\"([^\"]*+)\"|([^\",\\s]++))\\s*+(?:,|$)");

    /** Copies the list. */
    public ETagList {
        tags = List.copyOf(tags);
    }

    /** Reads a header; what is no tag in it is taken to match nothing. */
    public static ETagList parse(String header) {
        if (header.strip().equals("*")) {
            return new ETagList(true, List.of());
        }
        List<Tag> tags = new ArrayList<>();
        Matcher m = TAG.matcher(header);
        int at = 0;
        while (at < header.length() && m.region(at, header.length()).lookingAt()) {
            String value = m.group(2) != null ? m.group(2) : m.group(3);
            tags.add(new Tag(value == null ? "" : value, m.group(1) != null));
            at = m.end();
        }
        return new ETagList(false, tags);
    }

    /** Whether an existing entity with this ETag (quotes or not) matches by strong comparison, as If-Match wants. */
    public boolean matchesStrongly(String etag) {
        String plain = unquote(etag);
        return any || tags.stream().anyMatch(t -> !t.weak() && t.value().equals(plain));
    }

    /** Whether an existing entity with this ETag (quotes or not) matches by weak comparison, as If-None-Match wants. */
    public boolean matchesWeakly(String etag) {
        String plain = unquote(etag);
        return any || tags.stream().anyMatch(t -> t.value().equals(plain));
    }

    /** An ETag without its quotes, as it stands in XML requests either way. */
    public static String unquote(String etag) {
        String s = etag.strip();
        return s.length() >= 2 && s.startsWith("\"") && s.endsWith("\"") ? s.substring(1, s.length() - 1) : s;
    }
}
