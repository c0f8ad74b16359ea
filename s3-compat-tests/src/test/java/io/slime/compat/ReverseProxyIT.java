package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.AllInOne;
import io.slime.compat.fixture.Certificate;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.CodeBlocks;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.FreePorts;
import io.slime.compat.fixture.Nginx;
import io.slime.compat.fixture.SampleData;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 behind nginx, as docs/how-to/serve.md configures both. */
final class ReverseProxyIT {
    private static final String DOCUMENT = "docs/how-to/serve.md";
    private static final List<String> KEYS =
            List.of("a b+c", "double//slash", "trailing/", "up/../down", "ü%2Fü", "q?&=#");

    @TempDir
    private Path directory = Path.of("");

    private String serverBlock(int port, Certificate certificate, Endpoint behind) {
        return String.join("\n", CodeBlocks.lines(DOCUMENT, "Behind nginx", "nginx"))
                .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
                .replace("/etc/nginx/fullchain.pem", certificate.chain().toString())
                .replace("/etc/nginx/privkey.pem", certificate.key().toString())
                .replace("http://127.0.0.1:17943", behind.s3().toString());
    }

    @Test
    void clientsAreServedBehindNginx() throws Exception {
        int port = FreePorts.take();
        Certificate certificate = Certificate.make(directory);
        try (AllInOne server = AllInOne.start(Map.of(
                        "SLIME_S3_DOMAINS", "s3.example.com",
                        "SLIME_S3_PUBLIC_URL", "https://127.0.0.1:" + port,
                        "SLIME_SECURITY_TRUSTED_PROXIES", "127.0.0.1/32"));
                Nginx _ = Nginx.start(directory, serverBlock(port, certificate, server.endpoint()), port)) {
            Endpoint direct = server.endpoint();
            Endpoint proxied = new Endpoint(
                    direct.nativeApi(), URI.create("https://127.0.0.1:" + port), direct.admin(), direct.key());
            try (S3Client s3 = Clients.sync(proxied.s3(), proxied.key())
                    .httpClientBuilder(Apache5HttpClient.builder().tlsTrustManagersProvider(certificate::trust))
                    .build()) {
                keysComeThrough(s3);
                presigned(proxied, certificate);
                ofAVirtualHost(proxied, port);
                onlyOverTls(s3, direct);
            }
        }
    }

    private static void keysComeThrough(S3Client s3) {
        byte[] large = SampleData.bytes(91, 12_000_000);
        s3.createBucket(b -> b.bucket("photos"));
        for (String key : KEYS) {
            s3.putObject(p -> p.bucket("photos").key(key), RequestBody.fromString(key));
            assertThat(s3.getObjectAsBytes(g -> g.bucket("photos").key(key)).asUtf8String())
                    .isEqualTo(key);
        }
        assertThat(s3.listObjectsV2(l -> l.bucket("photos")).contents().stream().map(S3Object::key))
                .containsExactlyInAnyOrderElementsOf(KEYS);
        s3.putObject(p -> p.bucket("photos").key("large"), RequestBody.fromBytes(large));
        assertThat(s3.getObjectAsBytes(g -> g.bucket("photos").key("large")).asByteArray())
                .isEqualTo(large);
        assertThat(s3.getObjectAsBytes(g -> g.bucket("photos").key("large").range("bytes=5000000-5000009"))
                        .asByteArray())
                .hasSize(10);
    }

    private static void presigned(Endpoint proxied, Certificate certificate) {
        String url = proxied.aws("s3", "presign", "s3://photos/a b+c")
                .run()
                .ok()
                .out()
                .strip();
        assertThat(url).startsWith(proxied.s3().toString());
        assertThat(Command.of("curl", "-sSf", "--cacert", certificate.chain().toString(), url)
                        .run()
                        .ok()
                        .out())
                .isEqualTo("a b+c");
    }

    private static void ofAVirtualHost(Endpoint proxied, int port) {
        String host = "photos.s3.example.com:" + port;
        assertThat(Command.of("curl", "-sSfk", "--resolve", host + ":127.0.0.1")
                        .with("--aws-sigv4", "aws:amz:us-east-1:s3", "-H", "x-amz-content-sha256:UNSIGNED-PAYLOAD")
                        .with("-u", proxied.key().id() + ":" + proxied.key().secret())
                        .with("https://" + host + "/trailing/")
                        .run()
                        .ok()
                        .out())
                .isEqualTo("trailing/");
    }

    /** What the proxy says of the connection is believed: a policy lets TLS in, and nothing else. */
    private static void onlyOverTls(S3Client s3, Endpoint direct) {
        s3.putBucketPolicy(p -> p.bucket("photos").policy("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject",
                 "Resource":"arn:aws:s3:::photos/*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}"""));
        assertThat(s3.getObjectAsBytes(g -> g.bucket("photos").key("trailing/")).asUtf8String())
                .isEqualTo("trailing/");
        try (S3Client plain = Clients.sync(direct.s3(), direct.key()).build()) {
            assertThatThrownBy(
                            () -> plain.getObjectAsBytes(g -> g.bucket("photos").key("trailing/")))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(403));
        }
    }
}
