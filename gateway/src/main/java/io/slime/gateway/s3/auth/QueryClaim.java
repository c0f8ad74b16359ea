package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Reads the claim in a presigned query, and checks that its time has come and not passed. */
final class QueryClaim {
    static final String SIGNATURE = "X-Amz-Signature";

    /** The longest life of a presigned URL: seven days. */
    static final long MAX_EXPIRES_SECONDS = 604_800;

    private static final List<String> REQUIRED = List.of(
            "X-Amz-Algorithm", "X-Amz-Credential", SIGNATURE, "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Expires");
    private static final Set<String> MARKS = Set.of("X-Amz-Algorithm", "X-Amz-Credential", SIGNATURE);

    private QueryClaim() {}

    /** Whether the query says that it is signed. */
    static boolean isIn(QueryParameters query) {
        return query.entries().stream().anyMatch(p -> MARKS.contains(p.name()));
    }

    static Claim parse(QueryParameters query, Instant now, Duration skew) {
        for (String name : REQUIRED) {
            if (query.all(name).filter(v -> !v.isEmpty()).count() != 1) {
                throw Claim.Failure.QUERY.saying("Query-string authentication version 4 requires the X-Amz-Algorithm,"
                        + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires"
                        + " parameters.");
            }
        }
        if (value(query, "X-Amz-Algorithm").startsWith("AWS4-ECDSA")) {
            throw S3Exception.notImplemented("Signature Version 4A is not implemented");
        }
        if (!value(query, "X-Amz-Algorithm").equals(Claim.ALGORITHM)) {
            throw Claim.Failure.QUERY.saying("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }
        Claim.Credential credential = Claim.Credential.parse(value(query, "X-Amz-Credential"), Claim.Failure.QUERY);
        Instant time = AmzTime.parse(value(query, "X-Amz-Date"))
                .orElseThrow(() -> Claim.Failure.QUERY.saying(
                        "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
        checkTime(time, expires(value(query, "X-Amz-Expires")), now, skew);
        return new Claim(
                credential.accessKeyId(),
                credential.scope(),
                time,
                Claim.signedHeaders(value(query, "X-Amz-SignedHeaders"), Claim.Failure.QUERY),
                value(query, SIGNATURE),
                true);
    }

    private static long expires(String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw Claim.Failure.QUERY.saying("X-Amz-Expires should be a number");
        }
        long seconds = Long.parseLong(text);
        if (seconds < 0) {
            throw Claim.Failure.QUERY.saying("X-Amz-Expires must be non-negative");
        }
        if (seconds > MAX_EXPIRES_SECONDS) {
            throw Claim.Failure.QUERY.saying(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be"
                            + " less than 604800 seconds");
        }
        return seconds;
    }

    private static void checkTime(Instant time, long expires, Instant now, Duration skew) {
        if (time.isAfter(now.plus(skew))) {
            throw new S3Exception(S3Error.ACCESS_DENIED, "Request is not valid yet").with("ServerTime", second(now));
        }
        Instant end = time.plusSeconds(expires);
        if (now.isAfter(end)) {
            throw new S3Exception(S3Error.ACCESS_DENIED, "Request has expired")
                    .with("X-Amz-Expires", Long.toString(expires))
                    .with("Expires", second(end))
                    .with("ServerTime", second(now));
        }
    }

    private static String value(QueryParameters query, String name) {
        return query.first(name).orElse("");
    }

    private static String second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
