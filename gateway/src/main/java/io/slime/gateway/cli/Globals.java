package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AccessKey;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Endpoint;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.cli.client.Profile;
import io.slime.gateway.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** The options that stand before the command, and what all commands share. An option after the command wins. */
final class Globals {
    @Mixin
    final Target target = new Target();

    @Mixin
    final KeyOptions keys = new KeyOptions();

    private final Terminal terminal;

    Globals(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The directory of {@code --data}, of those before the command. */
    Optional<Path> data() {
        return Optional.ofNullable(target.data);
    }

    Terminal terminal() {
        return terminal;
    }

    /**
     * Finds server, key and format, each from the first that has it: the command's options, the options before it,
     * {@code --data}, the environment, the profile, the default.
     */
    Session open(Target own, KeyOptions ownKeys) {
        Map<String, String> environment = terminal.environment();
        Optional<Path> data = first(own, t -> t.data);
        Optional<String> profileName =
                first(own, t -> t.profile).or(() -> Optional.ofNullable(environment.get("SLIME_PROFILE")));
        Profile profile = Profile.read(profileName.orElse(Profile.DEFAULT), profileName.isPresent(), environment);
        String url = first(own, t -> t.url)
                .or(() -> data.map(Endpoint::urlOf))
                .or(() -> Optional.ofNullable(environment.get("SLIME_URL")))
                .or(profile::url)
                .orElse(Endpoint.DEFAULT_URL);
        Optional<AccessKey> key = given(ownKeys)
                .or(() -> given(keys))
                .or(() -> data.flatMap(Endpoint::keyOf))
                .or(() -> variables(environment, "SLIME_ACCESS_KEY", "SLIME_SECRET_KEY"))
                .or(() -> profileName.isPresent() ? profile.key() : Optional.empty())
                .or(() -> variables(environment, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"))
                .or(profile::key);
        Optional<Path> authorities = first(own, t -> t.caFile)
                .or(() -> Optional.ofNullable(environment.get("SLIME_CA_FILE")).map(Path::of))
                .or(profile::caFile);
        AdminClient client = new AdminClient(new Endpoint(Endpoint.url(url), key, authorities), terminal.clock());
        return new Session(terminal, client, format(own));
    }

    private OutputFormat format(Target own) {
        return first(own, t -> t.output)
                .or(() -> Optional.ofNullable(terminal.environment().get("SLIME_OUTPUT"))
                        .map(Globals::format))
                .orElse(OutputFormat.TABLE);
    }

    private static OutputFormat format(String name) {
        try {
            return OutputFormat.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, "SLIME_OUTPUT=" + name + " is none of table, wide, json, jsonl");
        }
    }

    private <T> Optional<T> first(Target own, Function<Target, @Nullable T> option) {
        return Optional.ofNullable(option.apply(own)).or(() -> Optional.ofNullable(option.apply(target)));
    }

    private static Optional<AccessKey> given(KeyOptions options) {
        if (options.accessKey == null && options.secretKey == null) {
            return Optional.empty();
        }
        if (options.accessKey == null || options.secretKey == null || options.secretKey.isEmpty()) {
            throw new CommandFailure(Exit.USAGE, "--access-key and --secret-key are needed together");
        }
        return Optional.of(new AccessKey(options.accessKey, new Secret(options.secretKey)));
    }

    private static Optional<AccessKey> variables(Map<String, String> environment, String id, String secret) {
        Optional<String> text = Optional.ofNullable(environment.get(secret))
                .or(() -> Optional.ofNullable(environment.get(secret + "_FILE")).map(Globals::content))
                .filter(found -> !found.isEmpty());
        return Optional.ofNullable(environment.get(id))
                .flatMap(name -> text.map(found -> new AccessKey(name, new Secret(found))));
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new CommandFailure(Exit.FAILED, "cannot read " + file + ": " + e.getMessage());
        }
    }
}
