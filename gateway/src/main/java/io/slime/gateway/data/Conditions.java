package io.slime.gateway.data;

import io.slime.gateway.http.HttpCall;
import io.slime.gateway.object.ETags;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.object.ReadConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the If-Match family (RFC 9110, 13.1), compared with native ETags. Quotes may be left out; {@code "nonexistent"} in
 * If-Match is an entity tag of our own for no object at all.
 */
final class Conditions {
    private static final String NONEXISTENT = "nonexistent";
    private static final Pattern TAG = Pattern.compile("\\s*+(W/)?+(?:\"([^\"]*+)\"|([^\",\\s*]++))\\s*+(?:,|$)");

    private Conditions() {}

    /** The conditions of a write. */
    static Preconditions ofWrite(HttpCall call) {
        Optional<ETags> ifMatch = tags(call, "If-Match", false);
        Optional<ETags> ifNoneMatch = tags(call, "If-None-Match", true);
        if (ifMatch.isPresent() && ifMatch.get().tags().contains(NONEXISTENT)) {
            if (ifMatch.get().tags().size() > 1 || ifNoneMatch.isPresent()) {
                throw Rejection.badRequest("\"nonexistent\" stands alone");
            }
            return new Preconditions(Optional.empty(), Optional.of(ETags.ANY), true);
        }
        return new Preconditions(ifMatch, ifNoneMatch, true);
    }

    /** The conditions of a read. */
    static ReadConditions ofRead(HttpCall call) {
        return new ReadConditions(
                tags(call, "If-Match", false),
                tags(call, "If-None-Match", true),
                call.header("If-Modified-Since").flatMap(HttpDates::parse),
                call.header("If-Unmodified-Since").flatMap(HttpDates::parse));
    }

    /** The tags of a header; compared weakly, {@code W/} does not matter, and strongly, such a tag matches nothing. */
    private static Optional<ETags> tags(HttpCall call, String header, boolean weakly) {
        return tags(String.join(",", call.headers(header)).strip(), header, weakly);
    }

    static Optional<ETags> tags(String text, String header, boolean weakly) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.equals("*")) {
            return Optional.of(ETags.ANY);
        }
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
            String tag = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            tags.add(matcher.group(1) == null || weakly ? tag : "W/" + tag);
            at = matcher.end();
        }
        if (at < text.length() || tags.isEmpty()) {
            throw Rejection.badRequest(header + " must be * or a list of \"entity tags\"");
        }
        return Optional.of(new ETags(false, tags));
    }
}
