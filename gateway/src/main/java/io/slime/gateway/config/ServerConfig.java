package io.slime.gateway.config;

import io.slime.erasure.Redundancy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code slime server} is told.
 *
 * @param dir the directory below which everything is kept
 * @param stores how many stores were asked for; empty for as many as there are, {@value #DEFAULT_STORES} at first
 * @param redundancy the redundancy that was asked for; empty for what is set, 2/3 at first
 * @param database an external database; empty for the embedded one
 * @param chunk the chunk listener (none unless asked for) and the stores' options; its dirs are not used
 * @param proxy the native API and what all fronts share
 * @param s3 the S3 listener
 * @param admin the admin listener
 * @param security secrets of the cluster
 * @param log what is logged
 * @param limits how long things may take
 */
public record ServerConfig(
        Path dir,
        OptionalInt stores,
        Optional<Redundancy> redundancy,
        Optional<DatabaseConfig> database,
        ChunkSection chunk,
        ProxySection proxy,
        S3Section s3,
        AdminSection admin,
        SecuritySection security,
        LogSection log,
        LimitsSection limits) {
    /** Stores made at the first start when nothing is said. */
    public static final int DEFAULT_STORES = 3;

    /** The redundancy of the first start when nothing is said. */
    public static final Redundancy DEFAULT_REDUNDANCY = new Redundancy(2, 3);

    /** Most stores below one directory. */
    public static final int MAX_STORES = 100;

    /**
     * Reads the configuration. Flags: {@code server.stores}, {@code server.redundancy}, {@code proxy.database.dsn}
     * (else SLIME_METADATA), and the listeners' keys.
     *
     * @param dir the directory below which everything is kept
     * @throws ConfigException with all problems
     */
    public static ServerConfig read(Path dir, ConfigSource source) {
        Settings settings = source.settings();
        Sections sections = Sections.read(settings, Optional.empty(), Optional.empty());
        int stores = settings.integer("server.stores", -1, 0, MAX_STORES);
        Optional<Redundancy> redundancy =
                settings.value("server.redundancy", Optional.empty(), raw -> Optional.of(Redundancy.parse(raw)));
        settings.finish();
        return new ServerConfig(
                dir,
                stores < 0 ? OptionalInt.empty() : OptionalInt.of(stores),
                redundancy,
                sections.database(),
                sections.chunk(),
                sections.proxy(),
                sections.s3(),
                sections.admin(),
                sections.security(),
                sections.log(),
                sections.limits());
    }

    /** The gateway's share of it, on a database that is known by now. */
    public ProxyConfig gateway(DatabaseConfig opened) {
        return new ProxyConfig(proxy, opened, s3, admin, security, log, limits);
    }
}
