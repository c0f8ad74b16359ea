package io.slime.gateway.cli.server;

import io.slime.gateway.config.DatabaseConfig;
import io.slime.gateway.config.Secret;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Optional;

/** A database that a command works on, with the embedded server where it is ours to run. */
final class OpenDatabase implements AutoCloseable {
    private final MetadataConfig config;
    private final Optional<ServerDirectory> directory;
    private final Optional<EmbeddedPostgres> postgres;

    private OpenDatabase(
            MetadataConfig config, Optional<ServerDirectory> directory, Optional<EmbeddedPostgres> postgres) {
        this.config = config;
        this.directory = directory;
        this.postgres = postgres;
    }

    /** That of a server's directory, which is closed with it. */
    static OpenDatabase embedded(ServerDirectory directory) throws IOException {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(directory.postgres());
            MetadataUrl url =
                    new MetadataUrl(postgres.jdbcUrl(), Optional.of(postgres.user()), Optional.of(postgres.password()));
            return new OpenDatabase(MetadataConfig.of(url), Optional.of(directory), Optional.of(postgres));
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** One that others run. */
    static OpenDatabase configured(DatabaseConfig database) {
        MetadataUrl parsed = MetadataUrl.parse(database.jdbcUrl());
        MetadataUrl url = new MetadataUrl(
                parsed.jdbc(),
                database.user().or(parsed::user),
                database.password().map(Secret::value).or(parsed::password));
        return new OpenDatabase(MetadataConfig.of(url), Optional.empty(), Optional.empty());
    }

    MetadataConfig config() {
        return config;
    }

    /** The server's directory, where there is one. */
    Optional<ServerDirectory> directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        try {
            if (postgres.isPresent()) {
                postgres.get().close();
            }
        } finally {
            if (directory.isPresent()) {
                directory.get().close();
            }
        }
    }
}
