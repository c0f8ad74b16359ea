package io.slime.gateway.s3.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.QueryParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks Signature Version 4 of requests, in the header or in the query, and Version 2 where that is admitted; safe for use
 * by many threads.
 *
 * <p>The same rules serve every listener that takes SigV4 with service {@code s3}. The body is not read here:
 * {@link Identity#payload} says what is still to be checked about it. Source: S3 API reference, "Authenticating requests".
 */
public final class Authenticator {
    /** How far the clock of a client may be off, either way. */
    public static final Duration MAX_SKEW = Duration.ofMinutes(15);

    private static final String SERVICE = "s3";
    private static final int MAX_CACHED_KEYS = 4096;
    private static final String V2_REFUSED =
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.";

    private final KeyRing keys;
    private final List<String> regions;
    private final InstantSource clock;
    private final Set<V2Form> v2;
    private final Cache<CacheKey, SigningKey> signingKeys =
            Caffeine.newBuilder().maximumSize(MAX_CACHED_KEYS).build();

    /**
     * Makes an authenticator.
     *
     * @param keys where access keys are found
     * @param regions the regions that requests may be signed for, at least one; the first is named in refusals
     * @param clock the time
     * @param v2 where the old Signature Version 2 is taken too; usually nowhere
     */
    public Authenticator(KeyRing keys, List<String> regions, InstantSource clock, Set<V2Form> v2) {
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("no region");
        }
        this.keys = keys;
        this.regions = List.copyOf(regions);
        this.clock = clock;
        this.v2 = Set.copyOf(v2);
    }

    /**
     * Says who sent the request.
     *
     * @return the proven holder of a key, or anonymous when the request has no credential at all
     * @throws S3Exception when it has one that does not hold
     */
    public Identity authenticate(SignedRequest request) {
        return authenticate(request, Optional.empty());
    }

    /**
     * Says who sent a request whose bucket may be named by its host.
     *
     * @param hostBucket the bucket in the host's name, which Version 2 signs as part of the path
     * @return as above
     * @throws S3Exception as above
     */
    public Identity authenticate(SignedRequest request, Optional<String> hostBucket) {
        HttpHeaders headers = request.headers();
        QueryParameters query = QueryParameters.parse(request.rawQuery());
        boolean inHeader =
                headers.all("authorization").stream().anyMatch(value -> !value.isBlank()); // an empty one says nothing
        boolean inQuery = QueryClaim.isIn(query) || query.has("AWSAccessKeyId");
        if (inHeader && inQuery) {
            throw S3Exception.invalidArgument(
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string"
                            + " parameter or the Authorization header should be specified",
                    "Authorization",
                    headers.first("authorization").orElse("").split(" ", 2)[0]);
        }
        if (headers.has("x-amz-security-token") || query.has("X-Amz-Security-Token")) {
            throw new S3Exception(S3Error.INVALID_TOKEN);
        }
        Optional<V2Form> old = V2Claim.form(headers, query);
        if (old.isPresent()) {
            return verifyV2(request, query, old.get(), hostBucket);
        }
        if (inHeader) {
            Claim claim = HeaderClaim.parse(headers);
            checkSkew(claim.time());
            PayloadMode payload = PayloadMode.declared(headers)
                    .orElseThrow(() -> S3Exception.invalidRequest(
                            "Missing required header for this request: " + PayloadMode.HEADER));
            return verify(request, claim, payload, List.of(payload.wire()));
        }
        if (inQuery) {
            return presigned(request, query);
        }
        PayloadMode payload = PayloadMode.orUnsigned(headers);
        if (payload instanceof PayloadMode.SignedChunks) {
            throw new S3Exception(S3Error.ACCESS_DENIED, "Signed chunks require a signed request");
        }
        return new Identity.Anonymous(payload);
    }

    /**
     * Says who signed a form.
     *
     * @throws S3Exception when the signature does not hold
     */
    public Identity authenticate(FormSignature form) {
        Key key = switch (form) {
            case FormSignature.V4 signed -> signer(signed);
            case FormSignature.V2 signed -> signer(signed);
        };
        return new Identity.Authenticated(key, new PayloadMode.Unsigned(), Optional.empty(), Identity.Carrier.FORM);
    }

    /** The time. */
    public Instant now() {
        return clock.instant();
    }

    private Key signer(FormSignature.V4 form) {
        if (!form.algorithm().equals(Claim.ALGORITHM)) {
            throw S3Exception.invalidArgument(
                    "X-Amz-Algorithm only supports \"" + Claim.ALGORITHM + "\"", "x-amz-algorithm", form.algorithm());
        }
        Claim.Credential credential = Claim.Credential.parse(form.credential(), Claim.Failure.QUERY);
        Instant time = AmzTime.parse(form.date())
                .orElseThrow(() -> S3Exception.invalidArgument(
                        "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
                        "x-amz-date",
                        form.date()));
        Instant now = clock.instant();
        if (time.isAfter(now.plus(MAX_SKEW))) {
            throw new S3Exception(S3Error.ACCESS_DENIED, "Request is not valid yet");
        }
        if (now.isAfter(time.plusSeconds(QueryClaim.MAX_EXPIRES_SECONDS))) {
            throw new S3Exception(S3Error.ACCESS_DENIED, "Request has expired: it was signed more than a week ago");
        }
        checkScope(new Claim(credential.accessKeyId(), credential.scope(), time, List.of(), form.signature(), true));
        Key key = key(credential.accessKeyId());
        SigningKey signing = signingKeys.get(
                new CacheKey(key.secret(), credential.scope()), k -> SigningKey.derive(k.secret(), k.scope()));
        return proven(key, ChunkSigning.equal(signing.sign(form.policy()), form.signature()), form.signature());
    }

    private Key signer(FormSignature.V2 form) {
        if (!v2.contains(V2Form.FORM)) {
            throw S3Exception.invalidRequest(V2_REFUSED);
        }
        Key key = key(form.accessKeyId());
        String computed = V2Signature.sign(key.secret(), form.policy());
        return proven(key, ChunkSigning.equal(computed, form.signature()), form.signature());
    }

    private static Key proven(Key key, boolean holds, String signature) {
        if (!holds) {
            throw new S3Exception(S3Error.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", key.accessKeyId())
                    .with("SignatureProvided", signature);
        }
        return key;
    }

    private Identity presigned(SignedRequest request, QueryParameters query) {
        Claim claim = QueryClaim.parse(query, clock.instant(), MAX_SKEW);
        PayloadMode payload = PayloadMode.orUnsigned(request.headers());
        Optional<String> inQuery = query.first("X-Amz-Content-Sha256");
        if (inQuery.isPresent()) {
            HttpHeaders said = HttpHeaders.of(PayloadMode.HEADER, inQuery.get());
            return verify(request, claim, PayloadMode.declared(said).orElse(payload), List.of(inQuery.get()));
        }
        Set<String> wires = new LinkedHashSet<>();
        PayloadMode.declared(request.headers()).map(PayloadMode::wire).ifPresent(wires::add);
        if (wires.isEmpty() || !claim.signedHeaders().contains(PayloadMode.HEADER)) {
            wires.add(new PayloadMode.Unsigned().wire());
        }
        return verify(request, claim, payload, List.copyOf(wires));
    }

    private Identity verify(SignedRequest request, Claim claim, PayloadMode payload, List<String> payloadWires) {
        checkScope(claim);
        checkSigned(request.headers(), claim);
        Key key = key(claim.accessKeyId());
        SigningKey signingKey = signingKeys.get(
                new CacheKey(key.secret(), claim.scope()), k -> SigningKey.derive(k.secret(), k.scope()));
        Proof proof = new Proof(request, claim, signingKey, AmzTime.format(claim.time()));
        String usual = CanonicalRequest.usualPath(request.rawPath());
        if (!proof.holds(List.of(usual), payloadWires)
                && !proof.holds(CanonicalRequest.paths(request.rawPath()), payloadWires)) {
            throw Mismatch.of(request, claim, proof.timestamp(), payloadWires.getFirst());
        }
        return authenticated(
                claim, key, payload, new ChunkSigning(signingKey, proof.timestamp(), claim.scope(), claim.signature()));
    }

    /** What a signature is checked by. */
    private record Proof(SignedRequest request, Claim claim, SigningKey key, String timestamp) {
        /** Whether it was made over one of these ways to write the path, with one of these payloads. */
        boolean holds(List<String> paths, List<String> payloads) {
            for (String path : paths) {
                for (String payload : payloads) {
                    String canonical = CanonicalRequest.build(request, path, claim.signedHeaders(), payload);
                    String toSign = CanonicalRequest.stringToSign(timestamp, claim.scope(), canonical);
                    if (ChunkSigning.equal(key.sign(toSign), claim.signature())) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private Identity verifyV2(SignedRequest request, QueryParameters query, V2Form form, Optional<String> hostBucket) {
        if (!v2.contains(form)) {
            throw S3Exception.invalidRequest(V2_REFUSED);
        }
        V2Claim claim = V2Claim.parse(form, request.headers(), query, clock.instant(), MAX_SKEW);
        V2Signature.demandUnambiguous(query);
        Key key = key(claim.accessKeyId());
        String path = hostBucket.map(bucket -> "/" + bucket).orElse("") + request.rawPath();
        String toSign = V2Signature.stringToSign(request, path, query, claim.date());
        if (!ChunkSigning.equal(V2Signature.sign(key.secret(), toSign), claim.signature())) {
            throw new S3Exception(S3Error.SIGNATURE_DOES_NOT_MATCH)
                    .with("AWSAccessKeyId", claim.accessKeyId())
                    .with("SignatureProvided", claim.signature());
        }
        Identity.Carrier carrier = form == V2Form.QUERY ? Identity.Carrier.V2_QUERY : Identity.Carrier.HEADER;
        PayloadMode payload = PayloadMode.orUnsigned(SignedQuery.headers(carrier, request.headers(), query));
        if (payload instanceof PayloadMode.SignedChunks) {
            throw new S3Exception(S3Error.ACCESS_DENIED, "Signed chunks require Signature Version 4");
        }
        return new Identity.Authenticated(key, payload, Optional.empty(), carrier);
    }

    private Key key(String accessKeyId) {
        return keys.find(accessKeyId)
                .filter(Key::enabled)
                .orElseThrow(() -> new S3Exception(S3Error.INVALID_ACCESS_KEY_ID).with("AWSAccessKeyId", accessKeyId));
    }

    private static Identity authenticated(Claim claim, Key key, PayloadMode payload, ChunkSigning chunks) {
        boolean chunked = payload instanceof PayloadMode.SignedChunks;
        return new Identity.Authenticated(
                key,
                payload,
                chunked ? Optional.of(chunks) : Optional.empty(),
                claim.presigned() ? Identity.Carrier.QUERY : Identity.Carrier.HEADER);
    }

    private void checkSkew(Instant time) {
        Instant now = clock.instant();
        if (Duration.between(time, now).abs().compareTo(MAX_SKEW) > 0) {
            throw skewed(time, now);
        }
    }

    static S3Exception skewed(Instant time, Instant now) {
        return new S3Exception(S3Error.REQUEST_TIME_TOO_SKEWED)
                .with("RequestTime", AmzTime.format(time))
                .with("ServerTime", now.toString())
                .with("MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW.toMillis()));
    }

    private void checkScope(Claim claim) {
        Scope scope = claim.scope();
        String day = AmzTime.format(claim.time()).substring(0, 8);
        if (!scope.date().equals(day)) {
            throw claim.failure()
                    .because("Invalid credential date \"" + scope.date()
                            + "\". This date is not the same as X-Amz-Date: \"" + day + "\".");
        }
        if (!regions.contains(scope.region())) {
            throw claim.failure()
                    .because("the region '" + scope.region() + "' is wrong; expecting '" + regions.getFirst() + "'")
                    .with("Region", regions.getFirst());
        }
        if (!scope.service().equals(SERVICE)) {
            throw claim.failure()
                    .because("incorrect service \"" + scope.service() + "\". This endpoint belongs to \"s3\".");
        }
    }

    /** Host and every x-amz header must be signed; x-amz-content-sha256 is, as the last line of what is signed. */
    private static void checkSigned(HttpHeaders headers, Claim claim) {
        List<String> unsigned = new ArrayList<>(0);
        for (String name : headers.names()) {
            if (name.startsWith("x-amz-")
                    && !name.equals(PayloadMode.HEADER)
                    && !claim.signedHeaders().contains(name)) {
                unsigned.add(name);
            }
        }
        if (!claim.signedHeaders().contains("host")) {
            unsigned.add("host");
        }
        if (!unsigned.isEmpty()) {
            throw new S3Exception(
                            S3Error.ACCESS_DENIED, "There were headers present in the request which were not signed")
                    .with("HeadersNotSigned", String.join(", ", unsigned));
        }
    }

    /** What a signing key is derived from. */
    private record CacheKey(String secret, Scope scope) {
        @Override
        public String toString() {
            return scope.toString();
        }
    }
}
