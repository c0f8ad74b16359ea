package io.slime.gateway.lifecycle;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a pass through the buckets is.
 *
 * @param quarter which quarter of which day the pass belongs to
 * @param bucket the bucket that is looked through, or the last one that was
 * @param stage what of it
 * @param key behind which key the next page begins
 * @param id behind which version or upload of the key
 * @param newer how many versions of the key are newer than that, stay, and are not current
 * @param since when the next older version of the key was replaced
 */
record Cursor(
        long quarter,
        String bucket,
        Stage stage,
        Optional<String> key,
        Optional<String> id,
        long newer,
        Instant since) {
    /** What of a bucket is looked through. */
    enum Stage {
        /** Its versions. */
        VERSIONS,
        /** Its uploads. */
        UPLOADS,
        /** Nothing more: the next bucket comes. */
        DONE,
        /** Nothing more: the pass is over. */
        OVER
    }

    /** Before the first bucket. */
    static Cursor begin(long quarter) {
        return new Cursor(quarter, "", Stage.DONE, Optional.empty(), Optional.empty(), 0, Instant.EPOCH);
    }

    /** At the beginning of a stage. */
    Cursor at(String nextBucket, Stage next) {
        return new Cursor(quarter, nextBucket, next, Optional.empty(), Optional.empty(), 0, Instant.EPOCH);
    }

    /** Further on in the same stage. */
    Cursor behind(String nextKey, Optional<String> nextId, long nowNewer, Instant nowSince) {
        return new Cursor(quarter, bucket, stage, Optional.of(nextKey), nextId, nowNewer, nowSince);
    }

    /** As it is kept. */
    String text() {
        return quarter + "&" + bucket + "&" + stage + "&" + encode(key) + "&" + encode(id) + "&" + newer + "&"
                + since.toEpochMilli();
    }

    /** What was kept; empty if it cannot be read, after which a new pass begins. */
    static Optional<Cursor> parse(String text) {
        String[] fields = text.split("&", -1);
        try {
            return Optional.of(new Cursor(
                    Long.parseLong(fields[0]),
                    fields[1],
                    Stage.valueOf(fields[2]),
                    decode(fields[3]),
                    decode(fields[4]),
                    Long.parseLong(fields[5]),
                    Instant.ofEpochMilli(Long.parseLong(fields[6]))));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String encode(Optional<String> text) {
        return text.map(t -> "=" + URLEncoder.encode(t, StandardCharsets.UTF_8)).orElse("");
    }

    private static Optional<String> decode(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(URLDecoder.decode(text.substring(1), StandardCharsets.UTF_8));
    }
}
