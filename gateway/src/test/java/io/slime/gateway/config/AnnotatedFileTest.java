package io.slime.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The annotated {@code conf/server.toml} is a configuration, with its defaults as they stand and with its examples taken in. */
final class AnnotatedFileTest {
    private static final Path FILE = Path.of("..", "conf", "server.toml");
    private static final Map<String, String> DATABASE = Map.of("SLIME_PGDSN", "user=slime dbname=slime");

    @TempDir
    Path directory = Path.of("");

    @Test
    void itIsWhatHoldsWithoutAFile() {
        assertThat(ProxyConfig.read(source(Optional.of(FILE))).toString())
                .isEqualTo(ProxyConfig.read(source(Optional.empty())).toString());
        assertThat(ChunkConfig.read(source(Optional.of(FILE))).toString())
                .isEqualTo(ChunkConfig.read(source(Optional.empty())).toString());
        assertThat(ServerConfig.read(directory, source(Optional.of(FILE))).toString())
                .isEqualTo(
                        ServerConfig.read(directory, source(Optional.empty())).toString());
    }

    @Test
    void itsExamplesAreKeysThatAreKnown() throws IOException {
        String file = Files.readString(FILE).replaceAll("(?m)^( *)#([a-z][a-z-]* = |\")", "$1$2");
        ConfigFile.read(Files.writeString(directory.resolve("server.toml"), file));
        Settings settings =
                source(Optional.of(directory.resolve("server.toml"))).settings();
        Sections.read(settings, Optional.of(Sections.CHUNK_LISTEN), Optional.of("SLIME_PGDSN"));

        List<String> problems = problems(settings);
        // The secrets' files of the examples do not exist here; everything else is right.
        assertThat(problems).allMatch(problem -> problem.contains("cannot read"));
    }

    private static List<String> problems(Settings settings) {
        try {
            settings.finish();
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    private static ConfigSource source(Optional<Path> file) {
        return new ConfigSource(Map.of("chunk.dirs", "store", "chunk.listen", "127.0.0.1:1"), DATABASE, file);
    }
}
