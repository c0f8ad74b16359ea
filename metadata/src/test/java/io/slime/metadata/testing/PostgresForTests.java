package io.slime.metadata.testing;

import io.slime.metadata.MetadataUrl;
import io.slime.metadata.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One embedded server for all tests of a JVM, and a fresh database for each that asks. It stops with the JVM, and its files go. */
public final class PostgresForTests {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private PostgresForTests() {}

    /** A new, empty database. */
    public static MetadataUrl freshDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        EmbeddedPostgres server = Shared.SERVER;
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test", e);
        }
        String url = server.jdbcUrl();
        return new MetadataUrl(
                url.substring(0, url.lastIndexOf('/') + 1) + name,
                Optional.of(server.user()),
                Optional.of(server.password()));
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
