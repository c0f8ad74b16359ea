package io.slime.gateway.cli.server;

import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Endpoint;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of {@code slime server DIR}, locked while it is open: {@code postgres/}, {@code stores/1…N},
 * {@code master-key}, {@code root-key}, and {@code admin-url} while the server runs. Only its owner may look inside.
 */
final class ServerDirectory implements AutoCloseable {
    private static final String LOCK = "lock";

    /** What an operator may put there, or a file system may have, before the first start. */
    private static final Set<String> BROUGHT = Set.of("server.toml", "master-key", Endpoint.KEY_FILE, "lost+found");

    private final Path path;
    private final FileChannel channel;

    private ServerDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the directory if it is not there, and locks it.
     *
     * @throws CommandFailure if another server runs on it, or it holds something else
     */
    static ServerDirectory open(Path path) throws IOException {
        Path real = create(path);
        demandOurs(real);
        FileChannel channel = FileChannel.open(
                real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = tryLock(channel);
            if (lock == null) {
                String pid = Files.readString(real.resolve(LOCK)).strip();
                throw new CommandFailure(
                        Exit.FAILED,
                        "another server runs on " + real + (pid.isEmpty() ? "" : ", its pid is " + pid),
                        "slime --data " + path + " status");
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return new ServerDirectory(real, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    /** The database's directory. */
    Path postgres() {
        return path.resolve("postgres");
    }

    /** The directory that holds the stores' own. */
    Path stores() {
        return path.resolve("stores");
    }

    /** The file of the key that secrets in the database are encrypted with. */
    Path masterKey() {
        return path.resolve("master-key");
    }

    /** The file of root's key. */
    Path rootKey() {
        return path.resolve(Endpoint.KEY_FILE);
    }

    /** The file of options that is read where none is named. */
    Path configuration() {
        return path.resolve("server.toml");
    }

    /** Writes down where the admin API is, for commands with {@code --data}. */
    void noteAdminUrl(String url) throws IOException {
        Files.writeString(path.resolve(Endpoint.URL_FILE), url + "\n");
    }

    /** Forgets the admin URL and unlocks. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path.resolve(Endpoint.URL_FILE));
        }
    }

    private static Path create(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Path parent = path.toAbsolutePath().getParent();
            if (parent == null || !Files.isDirectory(parent)) {
                throw new CommandFailure(
                        Exit.FAILED,
                        "cannot make " + path + ": its parent directory does not exist",
                        "mkdir -p " + parent);
            }
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return path.toRealPath();
    }

    // A home directory or another program's data must not be mixed with ours by a slip.
    private static void demandOurs(Path path) throws IOException {
        if (Files.exists(path.resolve(LOCK)) || Files.isDirectory(path.resolve("stores"))) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            Optional<String> foreign = entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !BROUGHT.contains(name))
                    .sorted()
                    .findFirst();
            if (foreign.isPresent()) {
                throw new CommandFailure(
                        Exit.USAGE,
                        path + " holds something else (" + foreign.get() + "), and no data of Slime",
                        "slime server " + path.resolve("slime-data"));
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
