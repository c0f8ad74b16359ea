package io.slime.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** What is known of a connection over TLS. */
final class TlsTest {
    /** Says how it was asked. */
    private static final class Telling implements Front {
        @Override
        public void serve(HttpCall call) throws IOException {
            String text = call.secure() + " " + call.tlsVersion().orElse("none");
            call.send(Answer.of(200, "text/plain", text.getBytes(StandardCharsets.US_ASCII)));
        }

        @Override
        public Answer refusal(HttpCall call, Refusal reason) {
            return Answer.empty(500);
        }
    }

    private static SSLContext context() throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=localhost");
        Instant now = Instant.now();
        Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minus(Duration.ofHours(1))),
                                Date.from(now.plus(Duration.ofHours(1))),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", pair.getPrivate(), new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static String ask(HttpServer server, SSLContext tls, String protocol, String header) throws IOException {
        try (Socket socket = tls.getSocketFactory()
                .createSocket("127.0.0.1", server.address().getPort())) {
            ((SSLSocket) socket).setEnabledProtocols(new String[] {protocol});
            String request = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + header + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    @Test
    void theVersionIsTold() throws IOException, GeneralSecurityException, OperatorCreationException {
        SSLContext tls = context();
        ServerConfig config = ServerConfig.of("127.0.0.1", 0).withTls(tls);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpServer plain = HttpServer.open(config, new Telling(), threads);
                HttpServer behind = HttpServer.open(
                        config.withProxies(TrustedProxies.of(List.of("127.0.0.1"))), new Telling(), threads)) {
            assertThat(ask(plain, tls, "TLSv1.3", "")).isEqualTo("true 1.3");
            assertThat(ask(plain, tls, "TLSv1.2", "")).isEqualTo("true 1.2");
            assertThat(ask(plain, tls, "TLSv1.3", "X-Forwarded-Proto: http\r\n"))
                    .isEqualTo("true 1.3");
            assertThat(ask(behind, tls, "TLSv1.3", "X-Forwarded-Proto: http\r\n"))
                    .isEqualTo("false none");
        }
    }
}
