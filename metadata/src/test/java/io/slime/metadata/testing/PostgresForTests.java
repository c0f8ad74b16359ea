package io.slime.metadata.testing;

import io.slime.metadata.MetadataUrl;
import io.slime.metadata.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One embedded server for all tests of a JVM, and a fresh database for each that asks. It stops with the JVM, and its files go. */
public final class PostgresForTests {
    /** So many databases are kept: a test may close one and come back to it. */
    private static final int KEPT = 6;

    private static final int AT_ONCE = 20;
    private static final String IN_USE = "55006";

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Queue<String> MADE = new ConcurrentLinkedQueue<>();

    private PostgresForTests() {}

    /** A new, empty database. */
    public static MetadataUrl freshDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        EmbeddedPostgres server = Shared.SERVER;
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            dropUnused(statement);
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
            MADE.add(name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test", e);
        }
        String url = server.jdbcUrl();
        return new MetadataUrl(
                url.substring(0, url.lastIndexOf('/') + 1) + name,
                Optional.of(server.user()),
                Optional.of(server.password()));
    }

    // Each takes 10 MB and its share of the log: hundreds of them fill the disk of a small machine. Many at once, since
    // the first
    // drop waits until all that is dirty is on the disk.
    private static void dropUnused(Statement statement) throws SQLException {
        if (MADE.size() < KEPT + AT_ONCE) {
            return;
        }
        Set<String> connected = connected(statement);
        for (int older = MADE.size() - KEPT; older > 0; older--) {
            String name = MADE.poll();
            if (name == null) {
                return;
            }
            if (connected.contains(name)) {
                MADE.add(name);
                continue;
            }
            try {
                statement.execute("DROP DATABASE " + name);
            } catch (SQLException e) {
                if (!IN_USE.equals(e.getSQLState())) {
                    throw e;
                }
                MADE.add(name);
            }
        }
    }

    // The server would wait five seconds for each of these.
    private static Set<String> connected(Statement statement) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet sessions =
                statement.executeQuery("SELECT datname FROM pg_stat_activity WHERE datname IS NOT NULL")) {
            while (sessions.next()) {
                names.add(sessions.getString(1));
            }
        }
        return names;
    }

    /** A directory in which the programs are unpacked once for all test runs. */
    public static Path programs() throws IOException {
        Path programs =
                Path.of(System.getProperty("java.io.tmpdir"), "slime-test-postgres-" + System.getProperty("user.name"));
        return Files.createDirectories(programs);
    }

    /** Deletes a directory with all that is in it. */
    public static void delete(Path directory) throws IOException {
        try (Stream<Path> below = Files.walk(directory)) {
            for (Path each : (Iterable<Path>) below.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static final class Shared {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                Path directory = Files.createTempDirectory("slime-postgres-");
                EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server, Path directory) {
            try {
                server.close();
                delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
