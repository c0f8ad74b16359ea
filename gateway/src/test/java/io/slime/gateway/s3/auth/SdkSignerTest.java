package io.slime.gateway.s3.auth;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.PercentCoding;
import io.slime.gateway.testing.Mangler;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What the signer of the AWS SDK signs is found signed as it goes over the wire, whatever the key, the query and the headers hold. */
final class SdkSignerTest {
    private static final AwsCredentialsIdentity CREDENTIALS =
            AwsCredentialsIdentity.create(Examples.ID, Examples.SECRET);
    private static final String[] PIECES = {
        "a",
        "Z",
        "0",
        "/",
        "//",
        ".",
        "..",
        "/../",
        "/./",
        "%",
        "%2F",
        "%25",
        "+",
        " ",
        "  ",
        "=",
        "&",
        "?",
        "#",
        "~",
        "*",
        "'",
        "(",
        ")",
        "!",
        ":",
        ";",
        ",",
        "@",
        "$",
        "\"",
        "<",
        ">",
        "\\",
        "[",
        "]",
        "{",
        "}",
        "|",
        "^",
        "`",
        "\u0001",
        "\u007f",
        "\u00e9",
        "e\u0301",
        "\u20ac",
        "\ud83d\ude00",
        "\t"
    };

    private static String text(Mangler mangler) {
        StringBuilder text = new StringBuilder();
        for (int n = 1 + mangler.random().nextInt(12); n > 0; n--) {
            text.append(mangler.any(PIECES));
        }
        return text.toString();
    }

    private static SdkHttpRequest sdk(Mangler mangler) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(mangler.any(
                        SdkHttpMethod.GET,
                        SdkHttpMethod.PUT,
                        SdkHttpMethod.POST,
                        SdkHttpMethod.DELETE,
                        SdkHttpMethod.HEAD))
                .uri(URI.create("https://s3.test:8080/"))
                .encodedPath("/bucket/" + PercentCoding.encodeKey(text(mangler)));
        for (int n = mangler.random().nextInt(4); n > 0; n--) {
            request.appendRawQueryParameter(text(mangler), mangler.random().nextInt(4) == 0 ? "" : text(mangler));
        }
        for (int n = mangler.random().nextInt(4); n > 0; n--) {
            String value = text(mangler).replaceAll("[^ -~]", "x");
            request.appendHeader("x-amz-meta-" + mangler.any("a", "B", "c-d"), value);
        }
        return request.build();
    }

    /** As the request goes over the wire. */
    private static SignedRequest wire(SdkHttpRequest request) {
        HttpHeaders.Builder headers = HttpHeaders.builder();
        request.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
        URI uri = request.getUri();
        return new SignedRequest(
                request.method().name(),
                request.encodedPath(),
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                headers.build());
    }

    @Test
    void agreesWithUs() {
        Mangler mangler = new Mangler(Mangler.seed());
        AwsV4HttpSigner signer = AwsV4HttpSigner.create();
        for (int round = 0; round < Mangler.rounds(1_000); round++) {
            SdkHttpRequest request = sdk(mangler);
            boolean presigned = mangler.random().nextInt(3) == 0;
            SignedRequest signed = wire(signer.sign(sign -> {
                        sign.identity(CREDENTIALS)
                                .request(request)
                                .payload(() -> new ByteArrayInputStream(new byte[0]))
                                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                                .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(Examples.TIME, ZoneOffset.UTC));
                        if (presigned) {
                            sign.putProperty(
                                            AwsV4FamilyHttpSigner.AUTH_LOCATION,
                                            AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                                    .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5));
                        }
                    })
                    .request());
            assertThatCode(() -> Examples.authenticate(signed))
                    .as(
                            "seed %d round %d: %s?%s %s",
                            Mangler.seed(), round, signed.rawPath(), signed.rawQuery(), request.headers())
                    .doesNotThrowAnyException();
        }
    }
}
