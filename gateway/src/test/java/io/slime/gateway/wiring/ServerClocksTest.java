package io.slime.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.chunkd.server.ChunkServer;
import io.slime.chunkd.server.ChunkServerConfig;
import io.slime.gateway.config.MutualTls;
import io.slime.gateway.config.SecuritySection;
import io.slime.gateway.config.TlsFiles;
import io.slime.gateway.tls.CertificateAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerClocksTest {
    private static final InstantSource SLOW = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));

    @TempDir
    private Path directory = Path.of("");

    private SSLContext tls() throws IOException {
        Path certificate = directory.resolve("own.pem");
        Path key = directory.resolve("own-key.pem");
        CertificateAuthority.make(directory, "test", Clock.systemUTC())
                .issue(certificate, key, List.of("127.0.0.1"), Duration.ofDays(1));
        MutualTls files = new MutualTls(new TlsFiles(certificate, key), directory.resolve("ca.pem"));
        return ChunkCredentials.tls(
                        new SecuritySection(Optional.empty(), Optional.of(files), Optional.empty(), List.of()))
                .orElseThrow();
    }

    @Test
    void theClockOfAServerIsAskedByHttpAndByTls() throws IOException {
        SSLContext tls = tls();
        ChunkServerConfig config = ChunkServerConfig.of("127.0.0.1", 0, Optional.empty());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ChunkServer plain = ChunkServer.open(config, List.of(), threads);
                ChunkServer secured = ChunkServer.open(config.withTls(tls), List.of(), threads)) {
            String url = "https://127.0.0.1:" + secured.address().getPort();
            assertThat(new ServerClocks(threads, SLOW, Optional.empty())
                            .ahead("http://127.0.0.1:" + plain.address().getPort()))
                    .hasValueSatisfying(ahead -> assertThat(ahead.toMinutes()).isBetween(59L, 60L));
            assertThat(new ServerClocks(threads, SLOW, Optional.of(tls)).ahead(url))
                    .hasValueSatisfying(ahead -> assertThat(ahead.toMinutes()).isBetween(59L, 60L));
            assertThat(new ServerClocks(threads, SLOW, Optional.empty()).ahead(url))
                    .as("nobody who is not known is told")
                    .isEmpty();
        }
    }
}
