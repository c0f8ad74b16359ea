package io.slime.gateway.cli.client;

import io.slime.gateway.config.Secret;
import java.nio.file.Path;

/** A file with a key: two lines that a shell can read, {@code AWS_ACCESS_KEY_ID=…} and {@code AWS_SECRET_ACCESS_KEY=…}. */
public final class KeyFile {
    private static final String ID = "AWS_ACCESS_KEY_ID=";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY=";

    private KeyFile() {}

    /** The text of the file. */
    public static String format(AccessKey key) {
        return ID + key.id() + "\n" + SECRET + key.secret().value() + "\n";
    }

    /**
     * Reads the text.
     *
     * @param file its name, for messages
     * @throws CommandFailure if a line is missing
     */
    public static AccessKey parse(Path file, String text) {
        String id = "";
        String secret = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith(ID)) {
                id = line.substring(ID.length()).strip();
            } else if (line.startsWith(SECRET)) {
                secret = line.substring(SECRET.length()).strip();
            }
        }
        if (id.isEmpty() || secret.isEmpty()) {
            throw new CommandFailure(Exit.FAILED, file + " does not hold " + ID + "… and " + SECRET + "…");
        }
        return new AccessKey(id, new Secret(secret));
    }
}
