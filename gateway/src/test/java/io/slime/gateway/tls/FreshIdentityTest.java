package io.slime.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of an authority of one's own, over real handshakes, and taken up when they are renewed. */
final class FreshIdentityTest {
    @TempDir
    private Path directory = Path.of("");

    private final AtomicLong nanos = new AtomicLong();

    private Path certificate() {
        return directory.resolve("server.pem");
    }

    private Path key() {
        return directory.resolve("server-key.pem");
    }

    private CertificateAuthority authority() throws IOException {
        CertificateAuthority made = CertificateAuthority.make(directory, "Test CA", InstantSource.system());
        made.issue(certificate(), key(), List.of("localhost", "127.0.0.1", "::1"), Duration.ofDays(30));
        return made;
    }

    /** What a client that trusts the authority alone sees of a server. */
    private X509Certificate seen(SSLContext served) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca", PemFile.certificates(directory.resolve("ca.pem")).getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, trust.getTrustManagers(), null);
        try (SSLServerSocket server =
                (SSLServerSocket) served.getServerSocketFactory().createServerSocket(0)) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    socket.startHandshake();
                    socket.getOutputStream().write(1);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try (SSLSocket socket =
                    (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", server.getLocalPort())) {
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                assertThat(socket.getInputStream().read()).isEqualTo(1);
                X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
                serving.get(10, TimeUnit.SECONDS);
                return shown;
            }
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        CertificateAuthority authority = authority();
        SSLContext served = new FreshIdentity(certificate(), key(), nanos::get).context();
        X509Certificate first = seen(served);
        authority.issue(certificate(), key(), List.of("127.0.0.1"), Duration.ofDays(60));
        assertThat(seen(served)).isEqualTo(first);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
        X509Certificate second = seen(served);
        assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        Files.writeString(key(), "half a key");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
        assertThat(seen(served)).isEqualTo(second);
    }

    @Test
    void anAuthorityIsMadeOnceAndItsKeysAreItsOwners() throws IOException {
        CertificateAuthority.make(directory, "Test CA", InstantSource.system());
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> CertificateAuthority.make(directory, "Test CA", InstantSource.system()));
        CertificateAuthority.read(directory, InstantSource.system())
                .issue(certificate(), key(), List.of("slime.test"), Duration.ofDays(10_000));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
                .isEqualTo("rw-------");
        TlsIdentity issued = TlsIdentity.read(certificate(), key());
        assertThat(issued.chain()).hasSize(2);
        assertThat(issued.expires())
                .isBeforeOrEqualTo(issued.chain().getLast().getNotAfter().toInstant());
        assertThat(issued.expires()).isAfter(Instant.now().plus(3000, ChronoUnit.DAYS));
    }
}
