package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpDate;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request says about its Signature Version 2.
 *
 * @param accessKeyId the key that is said to have signed
 * @param date what stands in the date's line: the header's date, the query's expiry, or nothing beside x-amz-date
 * @param signature the signature given, in Base64
 */
record V2Claim(String accessKeyId, String date, String signature) {
    /** The parameters of a query that is signed so. */
    static final Set<String> PARAMETERS = Set.of("AWSAccessKeyId", "Signature", "Expires");

    private static final String SCHEME = "AWS ";

    /** Where a request carries such a signature, if it does. */
    static Optional<V2Form> form(HttpHeaders headers, QueryParameters query) {
        if (query.has("AWSAccessKeyId") && query.has("Signature")) {
            return Optional.of(V2Form.QUERY);
        }
        List<String> sent = headers.all("authorization");
        return sent.size() == 1 && sent.getFirst().startsWith(SCHEME) ? Optional.of(V2Form.HEADER) : Optional.empty();
    }

    /** The claim of a request that is signed in that way. */
    static V2Claim parse(V2Form form, HttpHeaders headers, QueryParameters query, Instant now, Duration skew) {
        return switch (form) {
            case FORM -> throw new IllegalArgumentException("no part of a query or header");
            case QUERY -> inQuery(query, now);
            case HEADER -> inHeader(headers.all("authorization").getFirst(), headers, now, skew);
        };
    }

    private static V2Claim inQuery(QueryParameters query, Instant now) {
        for (String name : PARAMETERS) {
            if (query.all(name).filter(v -> !v.isEmpty()).count() != 1) {
                throw new S3Exception(
                        S3Error.ACCESS_DENIED,
                        "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
            }
        }
        String expires = query.first("Expires").orElse("");
        if (!expires.matches("[0-9]{1,12}")) {
            throw new S3Exception(S3Error.ACCESS_DENIED, "Invalid date (should be seconds since epoch): " + expires);
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(expires));
        if (now.isAfter(end)) {
            throw new S3Exception(S3Error.ACCESS_DENIED, "Request has expired")
                    .with("Expires", end.toString())
                    .with("ServerTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        if (end.isAfter(now.plusSeconds(QueryClaim.MAX_EXPIRES_SECONDS).plus(Authenticator.MAX_SKEW))) {
            throw new S3Exception(S3Error.ACCESS_DENIED, "Expires must be less than a week ahead");
        }
        return new V2Claim(
                query.first("AWSAccessKeyId").orElse(""),
                expires,
                query.first("Signature").orElse(""));
    }

    private static V2Claim inHeader(String authorization, HttpHeaders headers, Instant now, Duration skew) {
        String credential = authorization.substring(SCHEME.length()).strip();
        int colon = credential.lastIndexOf(':');
        if (colon < 1 || colon == credential.length() - 1) {
            throw S3Exception.invalidArgument(
                    "AWS authorization header is invalid. Expected AwsAccessKeyId:signature", "Authorization", "AWS");
        }
        Instant time = headers.first("x-amz-date")
                .or(() -> headers.first("date"))
                .flatMap(HttpDate::parse)
                .orElseThrow(() -> new S3Exception(
                        S3Error.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header"));
        if (Duration.between(time, now).abs().compareTo(skew) > 0) {
            throw Authenticator.skewed(time, now);
        }
        String date = headers.has("x-amz-date") ? "" : headers.first("date").orElse("");
        return new V2Claim(credential.substring(0, colon), date, credential.substring(colon + 1));
    }
}
