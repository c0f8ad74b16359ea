package io.slime.gateway.cli.server;

import io.slime.gateway.config.ConfigSource;
import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.config.SecuritySection;
import io.slime.gateway.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command works on that needs no gateway: that of a server's directory, or the one that is configured. */
final class DatabaseOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "the directory of a slime server that does not run")
    private @Nullable Path directory;

    @Option(names = "--config", paramLabel = "FILE", description = "options; /etc/slime/server.toml where that exists")
    private @Nullable Path config;

    @Option(names = "--metadata", paramLabel = "URL", description = "the metadata database")
    private @Nullable String metadata;

    /** The directory that is meant, if one is. */
    Optional<Path> directory(Optional<Path> before) {
        return Optional.ofNullable(directory).or(() -> before);
    }

    /** Opens it; {@code before} is the directory that was named before the command. */
    OpenDatabase open(Optional<Path> before, Map<String, String> environment) throws IOException {
        Optional<Path> named = directory(before);
        return named.isPresent() && metadata == null
                ? OpenDatabase.embedded(ServerDirectory.open(named.get()))
                : OpenDatabase.configured(read(environment).database());
    }

    /** What keeps strangers out of the cluster, as configured: for the directory that is meant, or else for gateways. */
    SecuritySection security(Optional<Path> before, Map<String, String> environment) {
        return directory(before)
                .map(server -> ServerConfig.read(
                                server,
                                ConfigSource.of(
                                        Map.of(),
                                        environment,
                                        Optional.ofNullable(config),
                                        server.resolve("server.toml")))
                        .security())
                .orElseGet(() -> read(environment).security());
    }

    private ProxyConfig read(Map<String, String> environment) {
        Map<String, String> flags = new LinkedHashMap<>();
        ListenOptions.put(flags, "proxy.database.dsn", metadata);
        return ProxyConfig.read(
                ConfigSource.of(flags, environment, Optional.ofNullable(config), ChunkServerCommand.CONFIGURATION));
    }
}
