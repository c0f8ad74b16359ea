package io.slime.gateway.cli.server;

import io.slime.gateway.cli.client.AccessKey;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.cli.client.KeyFile;
import io.slime.gateway.config.Secret;
import io.slime.gateway.wiring.RootKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The key that the first user gets: of the environment, else made up; kept in a file before the user is made, so that a
 * crash in between loses nothing.
 */
final class RootKeys implements Supplier<RootKey> {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private final Map<String, String> environment;
    private final Optional<Path> file;
    private final SecureRandom random = new SecureRandom();

    /** Keeps the key in {@code file}, if there is one. */
    RootKeys(Map<String, String> environment, Optional<Path> file) {
        this.environment = environment;
        this.file = file;
    }

    @Override
    public RootKey get() {
        Optional<String> id = variable("SLIME_ROOT_ACCESS_KEY");
        Optional<String> secret = variable("SLIME_ROOT_SECRET_KEY");
        if (id.isPresent() != secret.isPresent()) {
            throw new CommandFailure(
                    Exit.USAGE, "SLIME_ROOT_ACCESS_KEY and SLIME_ROOT_SECRET_KEY (or …_FILE) are needed together");
        }
        try {
            if (id.isEmpty() && file.isPresent() && Files.exists(file.get())) {
                AccessKey kept = KeyFile.parse(file.get(), Files.readString(file.get()));
                return new RootKey(kept.id(), kept.secret());
            }
            RootKey key = new RootKey(
                    id.orElseGet(() -> "AK" + letters(LETTERS, 18)),
                    new Secret(secret.orElseGet(() -> letters(SECRET_LETTERS, 40))));
            if (file.isPresent()) {
                write(file.get(), KeyFile.format(new AccessKey(key.id(), key.secret())));
            }
            return key;
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, "cannot keep root's key: " + e.getMessage());
        }
    }

    private Optional<String> variable(String name) {
        Optional<String> direct = Optional.ofNullable(environment.get(name));
        return direct.or(() ->
                        Optional.ofNullable(environment.get(name + "_FILE")).map(RootKeys::read))
                .filter(value -> !value.isEmpty());
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path)).strip();
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, "cannot read " + path + ": " + e.getMessage());
        }
    }

    private String letters(String alphabet, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** Durable and private before it has its name. */
    private static void write(Path path, String text) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.UTF_8.encode(text));
            channel.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path directory = path.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel parent = FileChannel.open(directory)) {
                parent.force(true);
            }
        }
    }
}
