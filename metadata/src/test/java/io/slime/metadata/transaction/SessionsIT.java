package io.slime.metadata.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.MetadataUrl;
import io.slime.metadata.testing.PostgresForTests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions become usable again, wherever the first connections broke. */
final class SessionsIT {
    private static final MetadataUrl SERVER = PostgresForTests.freshDatabase();

    /** Passes connections on, and cuts so many of them when they ask for something. */
    private static final class CuttingWire implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final String question;
        private final AtomicInteger cuts;
        private final URI target = URI.create(SERVER.jdbc().substring("jdbc:".length()));

        CuttingWire(String question, int cuts) throws IOException {
            this.question = question;
            this.cuts = new AtomicInteger(cuts);
            threads.execute(this::accept);
        }

        String url() {
            return "jdbc:postgresql://127.0.0.1:" + listener.getLocalPort() + target.getPath();
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = listener.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
                    threads.execute(() -> pass(client, server));
                    threads.execute(() -> pass(server, client));
                }
            } catch (IOException e) {
                // The listener was closed.
            }
        }

        private void pass(Socket from, Socket to) {
            byte[] piece = new byte[65536];
            try (from;
                    to) {
                for (int got = from.getInputStream().read(piece);
                        got >= 0;
                        got = from.getInputStream().read(piece)) {
                    String text = new String(piece, 0, got, StandardCharsets.ISO_8859_1);
                    if (text.contains(question) && cuts.getAndDecrement() > 0) {
                        return;
                    }
                    to.getOutputStream().write(piece, 0, got);
                }
            } catch (IOException e) {
                // One end has closed it.
            }
        }

        @Override
        public void close() throws IOException {
            listener.close();
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOW TRANSACTION ISOLATION LEVEL", "SET synchronous_commit", "user"})
    void theyComeThoughTheFirstConnectionsBreak(String question) throws Exception {
        try (CuttingWire wire = new CuttingWire(question, 2);
                Sessions sessions = new Sessions(wire.url(), SERVER.user(), SERVER.password(), 2, 2)) {
            Awaitility.await().atMost(30, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
                try (Connection writer = sessions.writer();
                        Connection reader = sessions.reader()) {
                    return writer.isValid(1) && reader.isValid(1);
                }
            });
        }
    }

    @Test
    void eachHasItsIsolation() throws Exception {
        try (Sessions sessions = new Sessions(SERVER.jdbc(), SERVER.user(), SERVER.password(), 2, 2);
                Connection writer = sessions.writer();
                Connection reader = sessions.reader()) {
            assertThat(writer.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(reader.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }
}
