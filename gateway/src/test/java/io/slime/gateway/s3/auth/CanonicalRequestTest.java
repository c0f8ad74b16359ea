package io.slime.gateway.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.header.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalRequestTest {
    @Test
    void encodesWhatClientsLeaveBareAndNormalisesNothing() {
        assertThat(CanonicalRequest.paths("/b/a+b=c!'()*/../x//%7e%41.txt").getFirst())
                .isEqualTo("/b/a%2Bb%3Dc%21%27%28%29%2A/../x//~A.txt");
        assertThat(CanonicalRequest.paths("/b/%c3%a4").getFirst()).isEqualTo("/b/%C3%A4");
    }

    @Test
    void knowsTheWaysInWhichAPathMayHaveBeenSigned() {
        assertThat(CanonicalRequest.paths("/b/x%2fy=z")).containsExactly("/b/x%2Fy%3Dz", "/b/x/y%3Dz", "/b/x%2fy=z");
    }

    @Test
    void theUsualWayIsTheFirst() {
        for (String path : List.of("/", "/b/k", "/b/a-b_c.d~e//f/", "/b/x%2fy=z", "/b/\u00e4", "/b/%41")) {
            assertThat(CanonicalRequest.usualPath(path))
                    .isEqualTo(CanonicalRequest.paths(path).getFirst());
        }
        assertThat(CanonicalRequest.usualPath("/b/\u00e4+%41/")).isEqualTo("/b/%E4%2BA/");
    }

    @Test
    void sortsTheQueryByEncodedNameThenValueWithoutTheSignature() {
        assertThat(CanonicalRequest.query("b=2&a=z&X-Amz-Signature=s&a=%2f&acl&a=+&A=1&&a-b=3"))
                .isEqualTo("A=1&a=%20&a=%2F&a=z&a-b=3&acl=&b=2");
    }

    @Test
    void trimsFoldsAndJoinsHeaderValues() {
        HttpHeaders headers = HttpHeaders.of("X-Amz-Meta-A", "  a   b\tc ", "x-amz-meta-a", "d");
        String text = CanonicalRequest.build(
                new SignedRequest("GET", "/", "", headers), "/", List.of("x-amz-meta-a"), "UNSIGNED-PAYLOAD");
        assertThat(text).isEqualTo("GET\n/\n\nx-amz-meta-a:a b c,d\n\nx-amz-meta-a\nUNSIGNED-PAYLOAD");
    }
}
