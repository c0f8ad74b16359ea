package io.slime.gateway.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code slime proxy-server} is told.
 *
 * @param proxy the native API and what all fronts share
 * @param database where the metadata is
 * @param s3 the S3 listener
 * @param admin the admin listener
 * @param security secrets of the cluster
 * @param log what is logged
 * @param limits how long things may take
 */
public record ProxyConfig(
        ProxySection proxy,
        DatabaseConfig database,
        S3Section s3,
        AdminSection admin,
        SecuritySection security,
        LogSection log,
        LimitsSection limits) {
    private static final String NO_DATABASE = "no metadata database is named: use --metadata, SLIME_METADATA, "
            + "proxy.database.dsn in the configuration file, or SLIME_PGDSN=\"user=… dbname=… password=…\"";

    /** All certificates of the process, with their keys. */
    public List<TlsFiles> certificates() {
        return Stream.of(s3.tls(), proxy.tls(), admin.tls(), security.chunkTls().map(MutualTls::own))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Reads the configuration. The database is the one of flag {@code --metadata} (key {@code proxy.database.dsn}), else
     * of SLIME_METADATA, the file, SLIME_PGDSN.
     *
     * @throws ConfigException with all problems
     */
    public static ProxyConfig read(ConfigSource source) {
        Settings settings = source.settings();
        Sections sections = Sections.read(settings, Optional.of(Sections.CHUNK_LISTEN), Optional.of("SLIME_PGDSN"));
        if (sections.database().isEmpty()
                && !settings.variableIsSet("SLIME_METADATA")
                && !settings.variableIsSet("SLIME_PGDSN")
                && settings.text(DatabaseConfig.DSN).isEmpty()) {
            settings.problem(DatabaseConfig.DSN, NO_DATABASE);
        }
        settings.finish();
        return new ProxyConfig(
                sections.proxy(),
                sections.database().orElseThrow(),
                sections.s3(),
                sections.admin(),
                sections.security(),
                sections.log(),
                sections.limits());
    }
}
