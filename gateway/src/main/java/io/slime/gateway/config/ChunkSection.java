package io.slime.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Section {@code [chunk]}: a chunk server.
 *
 * @param listen the chunk protocol's listener; empty when there is none
 * @param dirs the formatted store directories that it serves; they may appear and vanish
 * @param parallelRequests requests worked on at once, ≥ 1; more wait
 * @param reserve bytes of each drive that stay free; empty for the smaller of 5 % and 10 GiB
 * @param domain the failure domain of its stores; empty for the host's name
 * @param scrubber how gently it re-reads
 */
public record ChunkSection(
        Optional<ListenAddress> listen,
        List<Path> dirs,
        int parallelRequests,
        OptionalLong reserve,
        Optional<String> domain,
        ScrubberSection scrubber) {
    static ChunkSection read(Settings settings, Optional<ListenAddress> absent) {
        return new ChunkSection(
                settings.listen("chunk.listen", absent),
                settings.texts("chunk.dirs").stream().map(Path::of).toList(),
                settings.integer("chunk.parallel-requests", 512, 1, 100_000),
                settings.value("chunk.reserve", OptionalLong.empty(), raw -> OptionalLong.of(Quantity.bytes(raw))),
                settings.text("chunk.domain"),
                ScrubberSection.read(settings));
    }
}
