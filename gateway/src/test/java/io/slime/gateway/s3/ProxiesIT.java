package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.http.TrustedProxies;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules about where a request comes from, and what headers may change about that. */
final class ProxiesIT {
    private static final String POLICY = """
            {"Statement": [
              {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b-1/near/*",
               "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}},
              {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b-1/safe/*",
               "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
              {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b-1/tls/*",
               "Condition": {"NumericGreaterThanEquals": {"s3:TlsVersion": "1.2"}}}]}
            """;

    private static void fill(S3Client root) {
        root.put("/b-1", "");
        root.put("/b-1/near/k", "x");
        root.put("/b-1/safe/k", "x");
        root.put("/b-1/tls/k", "x");
        assertThat(root.put("/b-1?policy", POLICY).outcome()).isEqualTo("204");
    }

    @Test
    void trustedProxiesSayWhoAsksAndHow() {
        try (S3ForTests s3 = new S3ForTests(TrustedProxies.of(List.of("127.0.0.0/8", "::1")))) {
            S3Client root = s3.root;
            fill(root);
            assertThat(root.anonymous("GET", "/b-1/near/k").outcome()).isEqualTo("403 AccessDenied");
            assertThat(root.anonymous("GET", "/b-1/near/k", "X-Forwarded-For", "203.0.113.7")
                            .outcome())
                    .isEqualTo("200");
            assertThat(root.anonymous("GET", "/b-1/near/k", "X-Forwarded-For", "203.0.113.7, 198.51.100.1")
                            .outcome())
                    .isEqualTo("403 AccessDenied");
            assertThat(root.anonymous("GET", "/b-1/near/k", "Forwarded", "for=203.0.113.7")
                            .outcome())
                    .isEqualTo("403 AccessDenied");
            assertThat(root.anonymous("GET", "/b-1/safe/k", "X-Forwarded-Proto", "https")
                            .outcome())
                    .isEqualTo("200");
            assertThat(root.anonymous("GET", "/b-1/safe/k", "X-Forwarded-Proto", "http")
                            .outcome())
                    .isEqualTo("403 AccessDenied");
            assertThat(root.anonymous("GET", "/b-1/tls/k", "X-Forwarded-Proto", "https")
                            .outcome())
                    .isEqualTo("403 AccessDenied");
        }
    }

    @Test
    void nobodyElseDoes() {
        try (S3ForTests s3 = new S3ForTests()) {
            S3Client root = s3.root;
            fill(root);
            assertThat(root.anonymous("GET", "/b-1/near/k", "X-Forwarded-For", "203.0.113.7")
                            .outcome())
                    .isEqualTo("403 AccessDenied");
            assertThat(root.anonymous("GET", "/b-1/safe/k", "X-Forwarded-Proto", "https")
                            .outcome())
                    .isEqualTo("403 AccessDenied");
            assertThat(root.anonymous("GET", "/b-1/safe/k", "TlsVersion", "1.3", "SecureTransport", "true")
                            .outcome())
                    .isEqualTo("403 AccessDenied");
        }
    }
}
