package io.slime.gateway.config;

import java.util.Optional;

/**
 * All sections of a configuration. Every process reads them all, so that one file serves all of a machine's processes and
 * a misspelt key is found by each of them.
 */
record Sections(
        ProxySection proxy,
        Optional<DatabaseConfig> database,
        ChunkSection chunk,
        S3Section s3,
        AdminSection admin,
        SecuritySection security,
        LogSection log,
        LimitsSection limits) {
    /** The chunk listener's address where a chunk server is asked for. */
    static final ListenAddress CHUNK_LISTEN = new ListenAddress("127.0.0.1", 17941);

    static Sections read(Settings settings, Optional<ListenAddress> chunkListen, Optional<String> databaseFallback) {
        return new Sections(
                ProxySection.read(settings),
                DatabaseConfig.read(settings, databaseFallback),
                ChunkSection.read(settings, chunkListen),
                S3Section.read(settings),
                AdminSection.read(settings),
                SecuritySection.read(settings),
                LogSection.read(settings),
                LimitsSection.read(settings));
    }
}
