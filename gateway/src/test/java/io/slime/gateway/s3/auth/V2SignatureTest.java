package io.slime.gateway.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.PercentCoding;
import io.slime.gateway.s3.header.QueryParameters;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Signature Version 2, by the figures of the S3 user guide's examples. */
final class V2SignatureTest {
    private static final String PATH = "/johnsmith/photos/puppy.jpg";
    private static final String QUERY =
            "AWSAccessKeyId=" + Examples.ID + "&Signature=NpgCjnDzrM%2BWFzoENXmpNDUsSn8%3D&Expires=1175139620";
    private static final SignedRequest PRESIGNED = Examples.request("GET", PATH, QUERY, "Host", "h");
    private static final SignedRequest IN_HEADER = Examples.request(
            "GET",
            PATH,
            "",
            "Host",
            "h",
            "Date",
            "Tue, 27 Mar 2007 19:36:42 GMT",
            "Authorization",
            "AWS " + Examples.ID + ":"
                    + V2Signature.sign(Examples.SECRET, "GET\n\n\nTue, 27 Mar 2007 19:36:42 GMT\n" + PATH));
    private static final Instant BEFORE = Instant.ofEpochSecond(1_175_139_600);
    private static final Instant IN_MARCH = Instant.parse("2007-03-27T19:40:00Z");

    @Test
    void signsAsTheGuideDoes() {
        assertThat(V2Signature.sign(Examples.SECRET, "GET\n\n\n1175139620\n" + PATH))
                .isEqualTo("NpgCjnDzrM+WFzoENXmpNDUsSn8=");
        assertThat(V2Signature.sign(Examples.SECRET, "GET\n\n\nTue, 27 Mar 2007 19:36:42 +0000\n" + PATH))
                .isEqualTo("bWq2s1WEIj+Ydj0vQ697zp+IXMU=");
    }

    @Test
    void takesAPresignedUrlUntilItExpires() {
        assertThat(authenticate(BEFORE, PRESIGNED, V2Form.QUERY))
                .isInstanceOfSatisfying(Identity.Authenticated.class, who -> {
                    assertThat(who.key().accessKeyId()).isEqualTo(Examples.ID);
                    assertThat(who.carrier()).isEqualTo(Identity.Carrier.V2_QUERY);
                });
        assertThat(refusal(BEFORE.plusSeconds(21), PRESIGNED, V2Form.QUERY)).isEqualTo("AccessDenied");
        assertThat(refusal(BEFORE.minusSeconds(8 * 86_400), PRESIGNED, V2Form.QUERY))
                .isEqualTo("AccessDenied");
    }

    @Test
    void bindsMethodPathSubresourcesAndEveryAmzHeader() {
        for (SignedRequest other : new SignedRequest[] {
            Examples.request("PUT", PATH, QUERY, "Host", "h"),
            Examples.request("GET", PATH + "x", QUERY, "Host", "h"),
            Examples.request("GET", PATH, QUERY + "&acl", "Host", "h"),
            Examples.request("GET", PATH, QUERY + "&versionId=1", "Host", "h"),
            Examples.with(PRESIGNED, "x-amz-copy-source", "/a/b"),
            Examples.with(PRESIGNED, "content-type", "text/plain")
        }) {
            assertThat(refusal(BEFORE, other, V2Form.QUERY)).isEqualTo("SignatureDoesNotMatch");
        }
    }

    @Test
    void bindsTheBucketInTheHostsName() {
        Authenticator authenticator = Examples.authenticatorAt(BEFORE, Set.of(V2Form.QUERY));
        SignedRequest byHost = Examples.request("GET", "/photos/puppy.jpg", QUERY, "Host", "johnsmith.s3.test");
        assertThat(authenticator.authenticate(byHost, Optional.of("johnsmith")))
                .isInstanceOf(Identity.Authenticated.class);
        assertThat(catchThrowableOfType(
                                S3Exception.class, () -> authenticator.authenticate(byHost, Optional.of("other")))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
        assertThat(catchThrowableOfType(
                                S3Exception.class, () -> authenticator.authenticate(PRESIGNED, Optional.of("other")))
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void bindsTheHeadersThatTheQueryCarries() {
        SignedRequest added =
                Examples.request("GET", PATH, QUERY + "&x-amz-copy-source=%2Fother%2Fsecret", "Host", "h");
        assertThat(refusal(BEFORE, added, V2Form.QUERY)).isEqualTo("SignatureDoesNotMatch");
        String signature = V2Signature.sign(
                Examples.SECRET,
                "PUT\n\ntext/plain\n1175139620\nx-amz-acl:private\nx-amz-meta-a:\u00c3\u00a9\n" + PATH);
        String carried = "content-type=text%2Fplain&x-amz-acl=private&x-amz-meta-a=%C3%A9&AWSAccessKeyId=" + Examples.ID
                + "&Expires=1175139620&Signature=" + PercentCoding.encode(signature);
        SignedRequest request = Examples.request("PUT", PATH, carried, "Host", "h");
        assertThat(authenticate(BEFORE, request, V2Form.QUERY)).isInstanceOf(Identity.Authenticated.class);
        QueryParameters query = QueryParameters.parse(carried);
        assertThat(SignedQuery.headers(Identity.Carrier.V2_QUERY, request.headers(), query)
                        .names())
                .contains("x-amz-acl", "x-amz-meta-a");
        assertThat(SignedQuery.headers(Identity.Carrier.V2_QUERY, request.headers(), query)
                        .first("content-type"))
                .contains("text/plain");
        assertThat(SignedQuery.rest(Identity.Carrier.V2_QUERY, query).entries()).isEmpty();
    }

    @Test
    void whatAUrlPinsAboutTheBodyCounts() {
        String md5 = "XrY7u+Ae7tCTyyK7j1rNww==";
        String sha256 = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
        String signature = V2Signature.sign(
                Examples.SECRET, "PUT\n" + md5 + "\n\n1175139620\nx-amz-content-sha256:" + sha256 + "\n" + PATH);
        String carried = "content-md5=" + PercentCoding.encode(md5) + "&x-amz-content-sha256=" + sha256
                + "&AWSAccessKeyId=" + Examples.ID + "&Expires=1175139620&Signature=" + PercentCoding.encode(signature);
        SignedRequest request = Examples.request("PUT", PATH, carried, "Host", "h");
        Identity who = authenticate(BEFORE, request, V2Form.QUERY);
        assertThat(who.payload()).isEqualTo(new PayloadMode.Signed(sha256));
        assertThat(SignedQuery.headers(Identity.Carrier.V2_QUERY, request.headers(), QueryParameters.parse(carried))
                        .first("content-md5"))
                .contains(md5);
    }

    @Test
    void nothingSignedCanBeMovedIntoTheValueOfSomethingElse() {
        String tagged =
                V2Signature.sign(Examples.SECRET, "PUT\n\n\n1175139620\nx-amz-meta-a:1\nx-amz-tagging:s=q\n" + PATH);
        String versioned = V2Signature.sign(
                Examples.SECRET, "GET\n\n\n1175139620\n" + PATH + "?response-content-type=T&versionId=V");
        for (String[] pair : new String[][] {
            {"PUT", tagged, "x-amz-meta-a=1&x-amz-tagging=s%3Dq", "x-amz-meta-a=1%0Ax-amz-tagging:s%3Dq"},
            {"PUT", tagged, "x-amz-tagging=s%3Dq&x-amz-meta-a=1", "x-amz-meta-a%3A1%0Ax-amz-tagging=s%3Dq"},
            {"GET", versioned, "response-content-type=T&versionId=V", "response-content-type=T%26versionId%3DV"}
        }) {
            String end =
                    "&AWSAccessKeyId=" + Examples.ID + "&Expires=1175139620&Signature=" + PercentCoding.encode(pair[1]);
            assertThat(authenticate(BEFORE, Examples.request(pair[0], PATH, pair[2] + end, "Host", "h"), V2Form.QUERY))
                    .isInstanceOf(Identity.Authenticated.class);
            assertThat(refusal(BEFORE, Examples.request(pair[0], PATH, pair[3] + end, "Host", "h"), V2Form.QUERY))
                    .as(pair[3])
                    .isEqualTo("AccessDenied");
        }
    }

    @Test
    void signsNamesBeyondAsciiAsClientsDo() {
        String signature = V2Signature.sign(
                Examples.SECRET,
                "GET\n\n\n1175139620\n" + PATH
                        + "?response-content-disposition=a; filename=\u00c3\u00bc\u00e2\u0082\u00ac");
        String query = "response-content-disposition=a%3B%20filename%3D%C3%BC%E2%82%AC&AWSAccessKeyId=" + Examples.ID
                + "&Expires=1175139620&Signature=" + PercentCoding.encode(signature);
        assertThat(authenticate(BEFORE, Examples.request("GET", PATH, query, "Host", "h"), V2Form.QUERY))
                .isInstanceOf(Identity.Authenticated.class);
    }

    @Test
    void takesTheHeaderOnlyWhereThatIsAdmitted() {
        assertThat(authenticate(IN_MARCH, IN_HEADER, V2Form.HEADER)).isInstanceOf(Identity.Authenticated.class);
        assertThat(refusal(IN_MARCH, IN_HEADER, V2Form.QUERY)).isEqualTo("InvalidRequest");
        assertThat(refusal(BEFORE, PRESIGNED, V2Form.HEADER)).isEqualTo("InvalidRequest");
        assertThat(refusal(IN_MARCH.plusSeconds(3600), IN_HEADER, V2Form.HEADER))
                .isEqualTo("RequestTimeTooSkewed");
    }

    private static Identity authenticate(Instant now, SignedRequest request, V2Form form) {
        return Examples.authenticatorAt(now, Set.of(form)).authenticate(request);
    }

    private static String refusal(Instant now, SignedRequest request, V2Form form) {
        return catchThrowableOfType(S3Exception.class, () -> authenticate(now, request, form))
                .code();
    }
}
