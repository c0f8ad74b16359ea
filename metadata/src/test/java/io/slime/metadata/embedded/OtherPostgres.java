package io.slime.metadata.embedded;

import static org.awaitility.Awaitility.await;

import io.slime.metadata.MetadataUrl;
import io.slime.metadata.testing.PostgresForTests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that others made and set up, on trust, without durability of its own making. It has no database but {@code postgres}. */
public final class OtherPostgres implements AutoCloseable {
    private final Path directory;
    private final Process process;
    private final int port;

    private OtherPostgres(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /** The programs of the embedded server. */
    public static Path embeddedPrograms() throws IOException {
        return Binaries.unpacked(PostgresForTests.programs()).home().resolve("bin");
    }

    /** Makes a database and starts a server of it, with settings such as {@code fsync=off}. */
    public static OtherPostgres start(Path bin, String... settings) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("slime-other-postgres-");
        Path data = Files.createDirectory(directory.resolve("data"));
        Launch launch = unattended(data, bin);
        List<String> initdb = launch.command(
                bin.resolve("initdb"),
                "-D",
                data.toString(),
                "-U",
                "other",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-locale");
        initdb.add("--no-sync");
        Process made = run(initdb, directory.resolve("initdb.log"));
        if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
            throw new IOException(Files.readString(directory.resolve("initdb.log")));
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process = run(server(launch, bin, data, port, settings), directory.resolve("log"));
        OtherPostgres server = new OtherPostgres(directory, process, port);
        await().atMost(Duration.ofSeconds(30)).until(server::answers);
        return server;
    }

    /** Starts PostgreSQL on data that lie there, as nobody would who minds them: it outlives its parent. */
    static Process unattended(Path bin, Path data, int port) throws IOException, InterruptedException {
        return run(server(unattended(data, bin), bin, data, port), data.resolveSibling("unattended.log"));
    }

    /** A database on it that is not there yet. */
    public MetadataUrl url(String database) {
        return new MetadataUrl(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, Optional.of("other"), Optional.empty());
    }

    @Override
    public void close() throws IOException {
        try {
            Postmaster.signal("INT", process.pid());
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                Postmaster.signal("QUIT", process.pid());
                process.waitFor(20, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        PostgresForTests.delete(directory);
    }

    /** As a user: directly. As root: in a user namespace if that works, else as another user. */
    private static Launch unattended(Path data, Path bin) throws IOException, InterruptedException {
        int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (self != 0) {
            return new Launch(List.of(), self);
        }
        Launch namespace = new Launch(List.of("unshare", "-U", "--"), 0);
        Process probe = run(namespace.command(bin.resolve("postgres"), "--version"), data.resolveSibling("probe.log"));
        if (probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0) {
            return namespace;
        }
        Launch user = Launch.asUser(Launch.otherUser());
        user.give(data);
        List<String> prefix = new ArrayList<>(user.prefix());
        prefix.remove("--pdeathsig=INT");
        return new Launch(prefix, user.owner());
    }

    private static List<String> server(Launch launch, Path bin, Path data, int port, String... settings) {
        List<String> command = launch.command(
                bin.resolve("postgres"),
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=");
        for (String setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    private static Process run(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private boolean answers() throws SQLException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the server ended, see " + directory);
        }
        try {
            DriverManager.getConnection(url("postgres").jdbc(), "other", "").close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
