package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.PercentCoding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Signs requests with Signature Version 4, as a client does: in the header, or as a presigned query.
 *
 * @param accessKeyId the key's public part
 * @param secret the key's secret
 * @param region the region signed for
 */
public record RequestSigner(String accessKeyId, String secret, String region) {
    /**
     * The request with the headers that sign it: x-amz-date, x-amz-content-sha256 and Authorization.
     *
     * @param request what will be sent, with a Host header and without those three
     * @param payload how the body is covered
     * @param time the time of signing
     * @return the same request with all its headers; every header it had is signed
     */
    public SignedRequest sign(SignedRequest request, PayloadMode payload, Instant time) {
        HttpHeaders headers = request.headers()
                .plus(HttpHeaders.of("x-amz-content-sha256", payload.wire(), "x-amz-date", AmzTime.format(time)));
        SignedRequest dated = withHeaders(request, headers);
        List<String> names = signable(headers);
        Scope scope = scope(time);
        String signature = signature(dated, names, payload.wire(), time);
        return withHeaders(
                request,
                headers.plus(HttpHeaders.of(
                        "authorization",
                        Claim.ALGORITHM + " Credential=" + accessKeyId + "/" + scope + ", SignedHeaders="
                                + String.join(";", names) + ", Signature=" + signature)));
    }

    /**
     * The request with a query that signs it for a while.
     *
     * @param request what will be sent, with a Host header; all its headers must then be sent
     * @param time the time of signing
     * @param life how long it holds, 1 second to 7 days
     */
    public SignedRequest presign(SignedRequest request, Instant time, Duration life) {
        if (life.toSeconds() < 1 || life.toSeconds() > QueryClaim.MAX_EXPIRES_SECONDS) {
            throw new IllegalArgumentException("a presigned request lives 1 second to 7 days, not " + life);
        }
        List<String> names = signable(request.headers());
        Map<String, String> added = new TreeMap<>(Map.of(
                "X-Amz-Algorithm", Claim.ALGORITHM,
                "X-Amz-Credential", accessKeyId + "/" + scope(time),
                "X-Amz-Date", AmzTime.format(time),
                "X-Amz-Expires", Long.toString(life.toSeconds()),
                "X-Amz-SignedHeaders", String.join(";", names)));
        String query = added.entrySet().stream()
                .map(e -> e.getKey() + "=" + PercentCoding.encode(e.getValue()))
                .collect(Collectors.joining("&"));
        String all = request.rawQuery().isEmpty() ? query : request.rawQuery() + "&" + query;
        SignedRequest unsigned = new SignedRequest(request.method(), request.rawPath(), all, request.headers());
        String signature = signature(unsigned, names, new PayloadMode.Unsigned().wire(), time);
        return new SignedRequest(
                request.method(),
                request.rawPath(),
                all + "&" + QueryClaim.SIGNATURE + "=" + signature,
                request.headers());
    }

    /** What signs the chunks of a request's body, given the request that {@link #sign} returned. */
    public ChunkSigning chunks(SignedRequest signed, Instant time) {
        String authorization = signed.headers().first("authorization").orElseThrow();
        String seed = authorization.substring(authorization.lastIndexOf('=') + 1);
        return new ChunkSigning(SigningKey.derive(secret, scope(time)), AmzTime.format(time), scope(time), seed);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RequestSigner[" + accessKeyId + ", " + region + "]";
    }

    private String signature(SignedRequest request, List<String> names, String payload, Instant time) {
        String path = CanonicalRequest.paths(request.rawPath()).getFirst();
        String canonical = CanonicalRequest.build(request, path, names, payload);
        return SigningKey.derive(secret, scope(time))
                .sign(CanonicalRequest.stringToSign(AmzTime.format(time), scope(time), canonical));
    }

    private static List<String> signable(HttpHeaders headers) {
        if (!headers.has("host")) {
            throw new IllegalArgumentException("a request to sign needs its Host header");
        }
        return headers.names().stream().sorted().toList();
    }

    private Scope scope(Instant time) {
        return new Scope(AmzTime.format(time).substring(0, 8), region, "s3");
    }

    private static SignedRequest withHeaders(SignedRequest request, HttpHeaders headers) {
        return new SignedRequest(request.method(), request.rawPath(), request.rawQuery(), headers);
    }
}
