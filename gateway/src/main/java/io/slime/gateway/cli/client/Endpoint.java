package io.slime.gateway.cli.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the admin API is, and the key that opens it.
 *
 * @param url scheme, host and port; no path
 * @param key the key to sign with; empty when none was found
 * @param caFile PEM file of the authorities that are believed; empty for those that this machine's Java believes
 */
public record Endpoint(URI url, Optional<AccessKey> key, Optional<Path> caFile) {
    /** The address of a server that listens where it does by default. */
    public static final String DEFAULT_URL = "http://127.0.0.1:17944";

    /** The file in a server's directory that holds its admin URL while it runs. */
    public static final String URL_FILE = "admin-url";

    /** The file in a server's directory that holds root's key. */
    public static final String KEY_FILE = "root-key";

    /**
     * Checks a URL.
     *
     * @throws CommandFailure if it is not {@code http(s)://host[:port]}
     */
    public static URI url(String text) {
        String bare = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!bare.matches("https?://[^/?#@\\s]+")) {
            throw new CommandFailure(Exit.USAGE, "'" + text + "' is not a URL such as " + DEFAULT_URL);
        }
        return URI.create(bare);
    }

    /**
     * The URL that the server on a directory wrote down. No other is guessed: another server may listen at the usual address.
     *
     * @throws CommandFailure if it wrote none, because it does not run or has no admin listener
     */
    public static String urlOf(Path directory) {
        return content(directory.resolve(URL_FILE))
                .map(String::strip)
                .orElseThrow(() -> new CommandFailure(
                        Exit.NO_ANSWER,
                        "no server with an admin listener runs on " + directory,
                        "slime server " + directory + ", or name the server's admin listener with --url"));
    }

    /**
     * The key that a server's directory holds.
     *
     * @throws CommandFailure if it cannot be read
     */
    public static Optional<AccessKey> keyOf(Path directory) {
        Path file = directory.resolve(KEY_FILE);
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure(Exit.FAILED, directory + " is not a server's directory");
        }
        return content(file).map(text -> KeyFile.parse(file, text));
    }

    private static Optional<String> content(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, "cannot read " + file + ": " + e.getMessage());
        }
    }
}
