package io.slime.gateway.config;

import java.time.Duration;

/**
 * Section {@code [chunk.scrubber]}: how gently a chunk server re-reads its chunks.
 *
 * @param sleepPerFile pause after each chunk
 * @param sleepPerByte pause for each byte read
 */
public record ScrubberSection(Duration sleepPerFile, Duration sleepPerByte) {
    static ScrubberSection read(Settings settings) {
        return new ScrubberSection(
                settings.duration("chunk.scrubber.sleep-per-file", Duration.ofMillis(50)),
                settings.duration("chunk.scrubber.sleep-per-byte", Duration.ofNanos(1500)));
    }
}
