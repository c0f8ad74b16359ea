package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.header.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The credentials and the time of AWS's published examples, and requests made with them. */
final class Examples {
    static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    static final String ID = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final String HOST = "examplebucket.s3.amazonaws.com";
    static final RequestSigner SIGNER = new RequestSigner(ID, SECRET, "us-east-1");
    static final PayloadMode EMPTY = new PayloadMode.Signed(Sha256.EMPTY);

    private Examples() {}

    static Authenticator authenticatorAt(Instant now) {
        return authenticatorAt(now, Set.of());
    }

    static Authenticator authenticatorAt(Instant now, Set<V2Form> v2) {
        KeyRing ring = id -> switch (id) {
            case ID -> Optional.of(new Key(ID, SECRET, "user-1", true));
            case "AKIADISABLED" -> Optional.of(new Key(id, SECRET, "user-2", false));
            default -> Optional.empty();
        };
        return new Authenticator(ring, List.of("us-east-1"), InstantSource.fixed(now), v2);
    }

    static Identity authenticate(SignedRequest request) {
        return authenticatorAt(TIME).authenticate(request);
    }

    static SignedRequest request(String method, String path, String query, String... headers) {
        return new SignedRequest(method, path, query, HttpHeaders.of(headers));
    }

    static SignedRequest with(SignedRequest request, String... headers) {
        return new SignedRequest(
                request.method(),
                request.rawPath(),
                request.rawQuery(),
                request.headers().plus(HttpHeaders.of(headers)));
    }

    static SignedRequest replacing(SignedRequest request, String header, String value) {
        return new SignedRequest(
                request.method(),
                request.rawPath(),
                request.rawQuery(),
                request.headers().without(header).plus(HttpHeaders.of(header, value)));
    }
}
