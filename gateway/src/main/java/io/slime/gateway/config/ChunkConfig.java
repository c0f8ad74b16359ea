package io.slime.gateway.config;

import java.util.Optional;

/**
 * What {@code slime chunk-server} is told.
 *
 * @param chunk the store directories and their listener
 * @param security secrets of the cluster
 * @param log what is logged
 * @param limits how long things may take
 */
public record ChunkConfig(ChunkSection chunk, SecuritySection security, LogSection log, LimitsSection limits) {
    /**
     * Reads the configuration.
     *
     * @throws ConfigException with all problems
     */
    public static ChunkConfig read(ConfigSource source) {
        Settings settings = source.settings();
        Sections sections = Sections.read(settings, Optional.of(Sections.CHUNK_LISTEN), Optional.empty());
        if (sections.chunk().dirs().isEmpty()) {
            settings.problem("chunk.dirs", "no store directory is named");
        }
        if (sections.chunk().listen().isEmpty()) {
            settings.problem("chunk.listen", "a chunk server must listen");
        }
        settings.finish();
        return new ChunkConfig(sections.chunk(), sections.security(), sections.log(), sections.limits());
    }
}
