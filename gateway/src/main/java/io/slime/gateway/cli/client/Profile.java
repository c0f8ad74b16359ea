package io.slime.gateway.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.config.ConfigException;
import io.slime.gateway.config.ConfigFile;
import io.slime.gateway.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A named way to a server in the user's own file, {@code ~/.config/slime/config.toml}, table {@code [profiles.NAME]}.
 *
 * @param url the admin URL
 * @param key the key
 * @param caFile PEM file of the authorities that are believed
 */
public record Profile(Optional<String> url, Optional<AccessKey> key, Optional<Path> caFile) {
    /** The profile that is used when none is named. */
    public static final String DEFAULT = "default";

    /**
     * Reads a profile. A file that others can read is refused when it holds a secret.
     *
     * @param name the profile
     * @param named whether the user named it, so that it must be there
     */
    public static Profile read(String name, boolean named, Map<String, String> environment) {
        Path file = file(environment);
        Map<String, JsonNode> values = Files.exists(file) ? values(file) : Map.of();
        String prefix = "profiles." + name + ".";
        Optional<String> url = text(values, prefix + "url");
        Optional<String> id = text(values, prefix + "access-key");
        Optional<String> secret = text(values, prefix + "secret-key");
        if (named && url.isEmpty() && id.isEmpty()) {
            throw new CommandFailure(Exit.USAGE, "there is no profile \"" + name + "\" in " + file);
        }
        if (secret.isPresent() && !isPrivate(file)) {
            throw new CommandFailure(Exit.FAILED, file + " holds a secret and others can read it", "chmod 600 " + file);
        }
        return new Profile(
                url,
                id.flatMap(i -> secret.map(s -> new AccessKey(i, new Secret(s)))),
                text(values, prefix + "ca-file").map(Path::of));
    }

    private static Path file(Map<String, String> environment) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", environment.getOrDefault("HOME", "/") + "/.config");
        return Path.of(config, "slime", "config.toml");
    }

    private static Map<String, JsonNode> values(Path file) {
        try {
            return ConfigFile.read(file);
        } catch (ConfigException e) {
            throw new CommandFailure(Exit.FAILED, String.join("; ", e.problems()));
        }
    }

    private static Optional<String> text(Map<String, JsonNode> values, String key) {
        return Optional.ofNullable(values.get(key)).map(JsonNode::asText).filter(text -> !text.isEmpty());
    }

    private static boolean isPrivate(Path file) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            return !mode.contains(PosixFilePermission.GROUP_READ) && !mode.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, "cannot read " + file + ": " + e.getMessage());
        }
    }
}
