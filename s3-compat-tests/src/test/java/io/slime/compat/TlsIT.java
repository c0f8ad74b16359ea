package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.AllInOne;
import io.slime.compat.fixture.Certificate;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.SampleData;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 by TLS, with a certificate and a key in PEM files. */
final class TlsIT {
    @TempDir
    Path directory = Path.of("");

    @Test
    void clientsThatTrustTheCertificateAreServed() throws Exception {
        Certificate certificate = Certificate.make(directory);
        try (AllInOne server = AllInOne.start(Map.of(
                "SLIME_S3_TLS_CERTIFICATE_FILE", certificate.chain().toString(),
                "SLIME_S3_TLS_KEY_FILE", certificate.key().toString()))) {
            Endpoint endpoint = server.tlsEndpoint();
            bySdk(endpoint, certificate);
            byAws(endpoint, certificate);
            try (S3Client stranger = Clients.sync(endpoint.s3(), endpoint.key()).build()) {
                assertThatThrownBy(stranger::listBuckets).isInstanceOf(SdkClientException.class);
            }
            assertThat(Command.of(
                                    "curl",
                                    "-s",
                                    "-o",
                                    "/dev/null",
                                    "-w",
                                    "%{http_code}",
                                    "http://" + endpoint.s3().getAuthority())
                            .run()
                            .out())
                    .as("plain HTTP gets no answer of S3")
                    .isIn("000", "400");
        }
    }

    private static void bySdk(Endpoint endpoint, Certificate certificate) {
        byte[] sent = SampleData.bytes(81, 3_000_000);
        try (S3Client s3 = Clients.sync(endpoint.s3(), endpoint.key())
                .httpClientBuilder(Apache5HttpClient.builder().tlsTrustManagersProvider(certificate::trust))
                .build()) {
            s3.createBucket(b -> b.bucket("tls"));
            s3.putObject(p -> p.bucket("tls").key("k"), RequestBody.fromBytes(sent));
            assertThat(s3.getObjectAsBytes(g -> g.bucket("tls").key("k")).asByteArray())
                    .isEqualTo(sent);
        }
    }

    private static void byAws(Endpoint endpoint, Certificate certificate) {
        assertThat(endpoint.aws("--ca-bundle", certificate.chain().toString(), "s3", "ls", "s3://tls")
                        .run()
                        .ok()
                        .out())
                .contains("3000000 k");
    }
}
