package io.slime.gateway.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slime.gateway.s3.error.S3Exception;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PresignedTest {
    private static final SignedRequest PUT = Examples.request("PUT", "/bucket/a%20b", "", "Host", "localhost");

    private static SignedRequest presigned() {
        return Examples.SIGNER.presign(PUT, Examples.TIME, Duration.ofHours(1));
    }

    private static S3Exception refusal(SignedRequest request, Instant now) {
        S3Exception e = catchThrowableOfType(
                S3Exception.class, () -> Examples.authenticatorAt(now).authenticate(request));
        assertThat(e).as("a refusal").isNotNull();
        return e;
    }

    private static SignedRequest editing(String from, String to) {
        SignedRequest request = presigned();
        assertThat(request.rawQuery()).contains(from);
        return new SignedRequest("PUT", request.rawPath(), request.rawQuery().replace(from, to), request.headers());
    }

    @Test
    void holdsToTheLastSecondAndFromAClockThatIsAhead() {
        Instant end = Examples.TIME.plus(Duration.ofHours(1));
        for (Instant now : new Instant[] {Examples.TIME.minus(Duration.ofMinutes(15)), Examples.TIME, end}) {
            Identity identity = Examples.authenticatorAt(now).authenticate(presigned());
            assertThat(identity).isInstanceOfSatisfying(Identity.Authenticated.class, a -> {
                assertThat(a.carrier()).isEqualTo(Identity.Carrier.QUERY);
                assertThat(a.payload()).isEqualTo(new PayloadMode.Unsigned());
            });
        }
        assertThat(refusal(presigned(), end.plusSeconds(1)).message()).isEqualTo("Request has expired");
        assertThat(refusal(presigned(), Examples.TIME.minus(Duration.ofMinutes(16)))
                        .message())
                .isEqualTo("Request is not valid yet");
    }

    @Test
    void refusesALifeThatIsNoNumberOrTooLong() {
        for (String life : new String[] {"604801", "-1", "x", "99999999999999999999"}) {
            assertThat(refusal(editing("X-Amz-Expires=3600", "X-Amz-Expires=" + life), Examples.TIME)
                            .code())
                    .isEqualTo("AuthorizationQueryParametersError");
        }
    }

    @Test
    void refusesALongerLifeThanWasSigned() {
        assertThat(refusal(editing("X-Amz-Expires=3600", "X-Amz-Expires=36000"), Examples.TIME)
                        .code())
                .isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void refusesMissingAndDoubledParameters() {
        for (String[] edit : new String[][] {
            {"X-Amz-Expires=3600&", ""},
            {"X-Amz-Date=20130524T000000Z&", ""},
            {"X-Amz-Signature=", "X-Amz-Sig="},
            {"X-Amz-Expires=3600", "X-Amz-Expires=3600&X-Amz-Expires=3600"},
            {"AWS4-HMAC-SHA256", "AWS3"},
            {"20130524T000000Z", "now"},
            {"us-east-1", "eu-west-1"}
        }) {
            assertThat(refusal(editing(edit[0], edit[1]), Examples.TIME).code())
                    .as("%s for %s", edit[1], edit[0])
                    .isEqualTo("AuthorizationQueryParametersError");
        }
    }

    @Test
    void refusesAnUnsignedAmzHeaderButTakesTheDigestOfThePayload() {
        SignedRequest acl = Examples.with(presigned(), "x-amz-acl", "public-read");
        assertThat(refusal(acl, Examples.TIME).code()).isEqualTo("AccessDenied");
        SignedRequest digest = Examples.with(presigned(), "x-amz-content-sha256", Sha256.EMPTY);
        assertThat(Examples.authenticate(digest).payload()).isEqualTo(Examples.EMPTY);
    }

    @Test
    void refusesAnAddedParameter() {
        SignedRequest p = presigned();
        SignedRequest more = new SignedRequest("PUT", p.rawPath(), p.rawQuery() + "&versionId=1", p.headers());
        assertThat(refusal(more, Examples.TIME).code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void survivesASignedDigestHeaderThatWasNotSent() {
        SignedRequest p = editing("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=host%3Bx-amz-content-sha256");
        assertThat(refusal(p, Examples.TIME).code()).isEqualTo("SignatureDoesNotMatch");
    }
}
