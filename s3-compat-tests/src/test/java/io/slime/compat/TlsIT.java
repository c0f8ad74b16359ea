package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.AllInOne;
import io.slime.compat.fixture.Certificate;
import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.FreePorts;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SlimeProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Listeners by TLS, with certificates and keys in PEM files. */
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

    @Test
    void adminAndNativeApiAreServedByAnAuthorityOfOnesOwn() {
        Path authority = authority();
        String chain = authority.resolve("127.0.0.1.pem").toString();
        String key = authority.resolve("127.0.0.1-key.pem").toString();
        String trusted = authority.resolve("ca.pem").toString();
        try (AllInOne server = AllInOne.start(Map.of(
                "SLIME_ADMIN_TLS_CERTIFICATE_FILE", chain,
                "SLIME_ADMIN_TLS_KEY_FILE", key,
                "SLIME_PROXY_TLS_CERTIFICATE_FILE", chain,
                "SLIME_PROXY_TLS_KEY_FILE", key))) {
            String data = server.directory().toString();
            Command.Result stranger = Command.of(Checkout.launcher().toString(), "--data", data, "status")
                    .run();
            assertThat(stranger.exit()).isEqualTo(5);
            assertThat(stranger.err()).contains("is not believed").contains("--ca-file");
            assertThat(Command.of(
                                    Checkout.launcher().toString(),
                                    "--data",
                                    data,
                                    "--ca-file",
                                    trusted,
                                    "status",
                                    "-o",
                                    "json")
                            .run()
                            .ok()
                            .out())
                    .contains("slime.status/1");
            assertThat(Command.of(Checkout.launcher().toString(), "--data", data, "events")
                            .env("SLIME_CA_FILE", trusted)
                            .run()
                            .exit())
                    .isZero();
            String url = "https://" + server.endpoint().nativeApi().getAuthority();
            String user =
                    server.endpoint().key().id() + ":" + server.endpoint().key().secret();
            Command.of("curl", "-sSf", "--cacert", trusted, "-u", user, "-d", "by tls", "-X", "PUT", url + "/data/k")
                    .run()
                    .ok();
            assertThat(Command.of("curl", "-sSf", "--cacert", trusted, url + "/data/k")
                            .run()
                            .ok()
                            .out())
                    .isEqualTo("by tls");
            assertThat(Command.of("curl", "-sS", url + "/data/k").run().exit())
                    .as("curl does not believe it")
                    .isEqualTo(60);
        }
    }

    /** An authority with a certificate for this machine. */
    private Path authority() {
        Path authority = directory.resolve("ca");
        String slime = Checkout.launcher().toString();
        Command.of(slime, "certs", "init", authority.toString()).run().ok();
        Command.of(slime, "certs", "issue", authority.toString(), "127.0.0.1", "localhost")
                .run()
                .ok();
        return authority;
    }

    @Test
    void gatewaysAndChunkServersProveThemselvesToEachOther() {
        Path authority = authority();
        Map<String, String> proof = Map.of(
                "SLIME_SECURITY_CHUNK_TLS_CERTIFICATE_FILE",
                authority.resolve("127.0.0.1.pem").toString(),
                "SLIME_SECURITY_CHUNK_TLS_KEY_FILE",
                authority.resolve("127.0.0.1-key.pem").toString(),
                "SLIME_SECURITY_CHUNK_TLS_CA_FILE",
                authority.resolve("ca.pem").toString());
        Path store = directory.resolve("far");
        Command.of(Checkout.launcher().toString(), "fmt-dir", store.toString())
                .run()
                .ok();
        String url = "https://127.0.0.1:" + FreePorts.take();
        List<String> line = List.of("chunk-server", "--listen", url.substring("https://".length()), store.toString());
        byte[] sent = SampleData.bytes(82, 9_000_000);
        try (SlimeProcess _ = SlimeProcess.ready(directory, proof, line);
                AllInOne server = AllInOne.start(proof);
                S3Client s3 = Clients.sync(
                                server.endpoint().s3(), server.endpoint().key())
                        .build()) {
            server.endpoint().slime("store", "scan", url).run().ok();
            server.endpoint().slime("redundancy", "set", "2", "4").run().ok(); // each content has a chunk over there
            s3.createBucket(b -> b.bucket("far"));
            s3.putObject(p -> p.bucket("far").key("k"), RequestBody.fromBytes(sent));
            assertThat(s3.getObjectAsBytes(g -> g.bucket("far").key("k")).asByteArray())
                    .isEqualTo(sent);
            assertThat(server.endpoint()
                            .slime("object", "map", "s3://far/k")
                            .run()
                            .ok()
                            .out())
                    .contains(store.toString());
            assertThat(server.endpoint()
                            .slime("store", "list", "-o", "json")
                            .run()
                            .ok()
                            .out())
                    .contains(url);
            assertThat(Command.of("curl", "-sk", url + "/stores").run().exit())
                    .as("curl has no certificate to show")
                    .isNotZero();
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
