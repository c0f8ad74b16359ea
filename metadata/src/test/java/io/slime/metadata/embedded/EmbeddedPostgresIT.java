package io.slime.metadata.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.slime.metadata.testing.PostgresForTests;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every crash and every kind of second start, on one data directory that is 0700 and so is the one above it. */
final class EmbeddedPostgresIT {
    private static Path above;
    private static Path directory;
    private static Path programs;

    @BeforeAll
    static void makeDatabase() throws Exception {
        above = Files.createTempDirectory("slime-embedded-");
        Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwx------"));
        directory = above.resolve("postgres");
        programs = PostgresForTests.programs();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs)) {
            execute(server, "CREATE TABLE kept (x int)");
        }
    }

    @AfterAll
    static void delete() throws IOException {
        PostgresForTests.delete(above);
    }

    @Test
    void keepsDataOverAnOrderlyRestart() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs)) {
            execute(server, "INSERT INTO kept VALUES (1)");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs)) {
            assertThat(count(server, 1)).isEqualTo(1);
            assertThat(Files.getPosixFilePermissions(directory))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void isDurableByItsSettings() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs);
                Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('fsync'), "
                        + "current_setting('synchronous_commit'), current_setting('full_page_writes'), "
                        + "current_setting('data_checksums'), current_setting('server_encoding')")) {
            assertThat(row.next()).isTrue();
            assertThat(List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                    .containsOnly("on");
            assertThat(row.getString(5)).isEqualTo("UTF8");
        }
    }

    @Test
    void aServerThatIsKilledComesBackByItself() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs)) {
            execute(server, "INSERT INTO kept VALUES (2)");
            long pid = server.pid();
            Postmaster.signal("KILL", pid);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> server.pid() != pid && count(server, 2) == 1);
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs)) {
            assertThat(count(server, 2)).isEqualTo(1);
        }
    }

    @Test
    void aKilledProcessLeavesNothingThatStopsTheNextStart() throws Exception {
        ChildServer child = ChildServer.start(List.of(), directory, programs);
        assertThat(child.pid()).as(child.output()).isPositive();
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, programs))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use by another process");
        child.kill();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs)) {
            assertThat(server.pid()).isNotEqualTo(child.pid());
            await().atMost(Duration.ofSeconds(20)).until(() -> ended(child.pid()));
            execute(server, "INSERT INTO kept VALUES (3)");
        }
    }

    /** Whether a process runs no more; one that nobody has waited for yet is still listed, as a zombie. */
    private static boolean ended(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aServerThatOutlivedItsParentIsStopped() throws Exception {
        int port = Integer.parseInt(Files.readString(directory.resolve("port")).strip());
        Path data = directory.toRealPath().resolve("data");
        Process orphan = OtherPostgres.unattended(OtherPostgres.embeddedPrograms(), data, port);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(data.resolve("postmaster.pid"))
                        && Files.readString(data.resolve("postmaster.pid")).contains("ready"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs)) {
            assertThat(orphan.waitFor(1, TimeUnit.SECONDS)).isTrue();
            execute(server, "INSERT INTO kept VALUES (4)");
        } finally {
            orphan.destroy();
        }
    }

    @Test
    void aPidFileWhosePidIsAnothersByNowIsSetAside() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        try {
            Path data = directory.resolve("data");
            Files.writeString(
                    data.resolve("postmaster.pid"),
                    sleeper.pid() + "\n" + data.toRealPath() + "\n1000000000\n5432\n\n127.0.0.1\n");
            try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs)) {
                assertThat(server.pid()).isPositive();
                assertThat(sleeper.isAlive()).isTrue();
            }
        } finally {
            sleeper.destroyForcibly();
        }
    }

    @Test
    void aSecondStartInTheSameProcessIsRefused() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(directory, programs);
        try (server) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, programs))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by this very process");
            assertThat(count(server, 99)).isZero();
        }
    }

    @Test
    void dataOfAnotherMajorVersionAreRefused() throws Exception {
        Path version = directory.resolve("data").resolve("PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "16\n");
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, programs))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("holds data of PostgreSQL 16")
                    .hasMessageContaining("pg_dump");
        } finally {
            Files.writeString(version, ours);
        }
    }

    @Test
    void runsAsAnotherUserBelowADirectoryThatIsClosedToIt() throws Exception {
        assumeThat(uid()).as("only root can become another user").isZero();
        Path real = EmbeddedPostgres.privateDirectory(above.resolve("as-another"));
        try (FileChannel channel =
                        FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                EmbeddedPostgres server = EmbeddedPostgres.start(
                        real, channel.lock(), Binaries.unpacked(programs), Launch.asUser(Launch.otherUser()))) {
            execute(server, "CREATE TABLE t (x int)");
            assertThat(Files.getAttribute(real.resolve("data"), "unix:uid")).isEqualTo(Launch.otherUser());
        }
        // What another user owns is opened again, whichever way is chosen.
        try (EmbeddedPostgres server = EmbeddedPostgres.start(real, programs)) {
            execute(server, "INSERT INTO t VALUES (1)");
        }
    }

    @Test
    void runsAsANormalUser() throws Exception {
        assumeThat(uid())
                .as("only root can become another user; as one, all of these tests are of that kind")
                .isZero();
        int user = Launch.otherUser();
        Path real = Files.createDirectory(Path.of(System.getProperty("java.io.tmpdir"), above.getFileName() + "-user"));
        Files.setAttribute(real, "unix:uid", user);
        Files.setAttribute(real, "unix:gid", user);
        try (ChildServer child = ChildServer.start(normalUser(user), real, programs)) {
            assertThat(child.pid()).as(child.output()).isPositive();
            assertThat(Files.getAttribute(Path.of("/proc", String.valueOf(child.pid())), "unix:uid"))
                    .isEqualTo(user);
        } finally {
            PostgresForTests.delete(real);
        }
    }

    /** The user may read the class path wherever that lies, which is all that the capability is for. */
    private static List<String> normalUser(int user) {
        return List.of(
                "setpriv",
                "--reuid=" + user,
                "--regid=" + user,
                "--clear-groups",
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override",
                "--");
    }

    private static int uid() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(EmbeddedPostgres server, int value) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM kept WHERE x = " + value)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}
