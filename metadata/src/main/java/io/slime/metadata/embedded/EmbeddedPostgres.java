package io.slime.metadata.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A PostgreSQL of our own: a child process on a loopback port, with its data below a directory. */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The superuser, and the name of the database. */
    static final String USER = "slime";

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 10;
    private static final long MAX_LOG = 8 << 20;

    private final FileLock lock;
    private final Postmaster postmaster;
    private final int port;
    private final String password;

    private EmbeddedPostgres(FileLock lock, Postmaster postmaster, int port, String password) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts it, making the database first if there is none; the programs are unpacked below the directory too.
     *
     * @param directory holds everything of it; made if absent, mode 0700
     * @throws IOException if it cannot be started; the message says what to do
     */
    public static EmbeddedPostgres start(Path directory) throws IOException {
        Path real = privateDirectory(directory);
        return start(real, real);
    }

    /** Like {@link #start(Path)}, with the programs unpacked below a directory that several databases share. */
    public static EmbeddedPostgres start(Path directory, Path programs) throws IOException {
        Path real = privateDirectory(directory);
        FileLock lock = lock(real);
        try {
            Binaries binaries = Binaries.unpacked(programs.toRealPath());
            Path dataPath = real.resolve("data");
            return start(real, lock, binaries, Launch.choose(dataPath));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lock.acquiredBy().close();
            throw new IOException("interrupted while starting PostgreSQL", e);
        } catch (IOException | RuntimeException e) {
            lock.acquiredBy().close();
            throw e;
        }
    }

    static EmbeddedPostgres start(Path real, FileLock lock, Binaries binaries, Launch launch)
            throws IOException, InterruptedException {
        DataDirectory data = new DataDirectory(real.resolve("data"));
        Path passwordFile = real.resolve("password");
        if (!data.exists()) {
            writePrivate(passwordFile, HexFormat.of().formatHex(new SecureRandom().generateSeed(24)));
            data.create(binaries, launch, passwordFile);
        }
        launch.give(data.path());
        data.check(binaries);
        stopOrphan(data);
        data.setStalePidAside();
        int port = port(real.resolve("port"));
        Path log = real.resolve("postgres.log");
        if (Files.exists(log) && Files.size(log) > MAX_LOG) {
            Files.move(log, real.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Postmaster postmaster = Postmaster.start(command(binaries, launch, data, port), log.toFile());
        EmbeddedPostgres postgres = new EmbeddedPostgres(
                lock, postmaster, port, Files.readString(passwordFile).strip());
        try {
            postgres.awaitReady(log);
            postmaster.steady();
            return postgres;
        } catch (IOException | InterruptedException | RuntimeException e) {
            postmaster.stop();
            throw e;
        }
    }

    /** The JDBC URL, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + USER;
    }

    /** The user. */
    public String user() {
        return USER;
    }

    /** The password. */
    public String password() {
        return password;
    }

    /** The pid of the server, or -1 while it is being started again. */
    public long pid() {
        return postmaster.pid();
    }

    /** Stops it cleanly, within bounds. */
    @Override
    public void close() throws IOException {
        try {
            postmaster.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping PostgreSQL", e);
        } finally {
            lock.acquiredBy().close();
        }
    }

    static FileLock lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException(directory + " is in use by this very process", e);
        }
        channel.close();
        throw new IOException(directory + " is in use by another process");
    }

    static Path privateDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        return directory.toRealPath();
    }

    private static void writePrivate(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text + "\n");
    }

    private static List<String> command(Binaries binaries, Launch launch, DataDirectory data, int port) {
        return launch.command(
                binaries.program("postgres"),
                "-D",
                data.path().toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=on",
                "-c",
                "synchronous_commit=on",
                "-c",
                "max_connections=100",
                "-c",
                "max_wal_size=1GB",
                "-c",
                "wal_compression=on",
                "-c",
                "max_pred_locks_per_transaction=256",
                "-c",
                "default_transaction_deferrable=off");
    }

    /** A server of ours that outlived its parent is stopped: nobody but us may talk to these data. */
    private static void stopOrphan(DataDirectory data) throws IOException, InterruptedException {
        Optional<ProcessHandle> orphan = data.postmaster();
        if (orphan.isEmpty()) {
            return;
        }
        long end = System.nanoTime() + ORPHAN_LIMIT.toNanos();
        Postmaster.signal("INT", orphan.get().pid());
        while (orphan.get().isAlive()) {
            if (System.nanoTime() > end) {
                throw new IOException("a PostgreSQL of an earlier run (pid "
                        + orphan.get().pid() + ") does not stop: stop it by hand");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** The port of the last time if it is still free, else a free one. */
    private static int port(Path file) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        int wanted = 0;
        if (Files.exists(file)) {
            String text = Files.readString(file).strip();
            wanted = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback, wanted));
            wanted = socket.getLocalPort();
        } catch (IOException e) {
            try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
                wanted = socket.getLocalPort();
            }
        }
        Files.writeString(file, wanted + "\n");
        return wanted;
    }

    /** Ready is when our password opens our database; it is made if this is the first time. */
    private void awaitReady(Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + READY_LIMIT.toNanos();
        while (true) {
            try {
                connect(USER).close();
                return;
            } catch (SQLException e) {
                if ("3D000".equals(e.getSQLState())) {
                    createDatabase();
                    continue;
                }
                if ("28P01".equals(e.getSQLState())) {
                    throw new IOException("the server on port " + port + " does not take our password", e);
                }
                if (postmaster.ended() || System.nanoTime() > end) {
                    throw new IOException("PostgreSQL did not start: " + tail(log), e);
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void createDatabase() throws IOException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + USER + " TEMPLATE template0 ENCODING 'UTF8'");
        } catch (SQLException e) {
            throw new IOException("the database could not be made", e);
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }
}
