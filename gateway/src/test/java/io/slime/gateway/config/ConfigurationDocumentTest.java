package io.slime.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.slime.gateway.testing.GeneratedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/configuration.md to the keys, and the keys to what the servers read. */
final class ConfigurationDocumentTest {
    private static final String HEAD = """
            # Configuration

            Made from the keys themselves; a test holds it true. [conf/server.toml](../../conf/server.toml) is the same as a file to copy.

            The servers read `/etc/slime/server.toml` (`slime server DIR` reads `DIR/server.toml`), or what `--config` names. A flag wins over the
            environment, the environment over the file. In the environment, lists are separated by commas. An unknown key, or a variable that is
            named like one, stops the server. `slime config check` says everything that is wrong, `slime config show` what holds and who says so.

            - **address**: `host:port`, `[::1]:17942`, `:17942` for all interfaces, `none` for no listener.
            - **duration**: a number with `ns`, `us`, `ms`, `s`, `m`, `h` or `d`. **size**: plain bytes, or with `kB`, `MB`, `GB`, `TB`, `KiB`, `MiB`, `GiB`, `TiB`.
            - **file of a secret**: the secret may also stand in the variable without `_FILE`.

            """;

    private static final String TAIL = """

            ## Variables that are no keys

            | variable | means |
            |---|---|
            | `SLIME_METADATA` | the metadata database; wins over `proxy.database.dsn` |
            | `SLIME_PGDSN` | the metadata database in libpq's form, where nothing else names one |
            | `SLIME_SERVER_STORES`, `SLIME_SERVER_REDUNDANCY` | `--stores` and `--redundancy` of `slime server` |
            | `SLIME_ROOT_ACCESS_KEY`, `SLIME_ROOT_SECRET_KEY` (or `…_FILE`) | root's first key, instead of one that is made up |
            | `SLIME_URL`, `SLIME_ACCESS_KEY`, `SLIME_SECRET_KEY`, `SLIME_CA_FILE`, `SLIME_PROFILE`, `SLIME_OUTPUT` | options of [commands](commands.md) |
            | `SLIME_JAVA_HOME` | the JDK that `slime` runs on |
            | `SLIME_JAVA_OPTS` | options of the JVM, such as `-Xmx4g` |
            | `SLIME_DEBUG` | commands show where in the program they failed |
            """;

    private static String document() {
        StringBuilder text = new StringBuilder(HEAD);
        String section = "";
        for (ConfigKey key : ConfigKey.ALL) {
            String of = key.name().substring(0, key.name().lastIndexOf('.'));
            if (!of.equals(section)) {
                section = of;
                text.append("\n## [")
                        .append(of)
                        .append("]\n\n| key | kind | default | environment | means |\n|---|---|---|---|---|\n");
            }
            text.append("| `").append(key.name().substring(of.length() + 1));
            text.append("` | ").append(key.kind().words());
            text.append(" | ").append(key.absent().isEmpty() ? "" : "`" + key.absent() + "`");
            text.append(" | `").append(key.variable());
            text.append("` | ").append(GeneratedDocument.cell(key.meaning())).append(" |\n");
        }
        return text.append(TAIL).toString().replace("\n\n\n", "\n\n");
    }

    private static Settings settings(Map<String, String> flags) {
        return new Settings(flags, Map.of(), Map.of());
    }

    private static Sections read(Settings settings) {
        return Sections.read(settings, Optional.of(Sections.CHUNK_LISTEN), Optional.empty());
    }

    private static List<String> names() {
        return ConfigKey.ALL.stream().map(ConfigKey::name).toList();
    }

    @Test
    void saysWhichKeysThereAre() throws IOException {
        GeneratedDocument.hold("docs/reference/configuration.md", document(), ConfigurationDocumentTest.class);
    }

    @Test
    void theKeysAreThoseThatTheServersAskFor() {
        Settings settings = settings(Map.of());
        read(settings);

        assertThat(settings.asked()).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void theDefaultsAreWhatHoldsWhereNothingIsSaid() {
        Map<String, String> written = new TreeMap<>();
        ConfigKey.ALL.stream()
                .filter(key -> !key.absent().isEmpty())
                .forEach(key -> written.put(key.name(), key.absent()));
        Settings settings = settings(written);
        Sections said = read(settings);
        settings.finish();

        assertThat(said).hasToString(read(settings(Map.of())).toString());
    }

    @Test
    void theAnnotatedFileHasTheSameKeys() throws IOException {
        StringBuilder keys = new StringBuilder();
        String section = "";
        for (String line : Files.readAllLines(Path.of("..", "conf", "server.toml"))) {
            if (line.startsWith("[")) {
                section = line.replaceAll("[\\[\\]]", "");
            }
            Optional<MatchResult> key = Pattern.compile("^#?([a-z][a-z0-9-]*) = ")
                    .matcher(line)
                    .results()
                    .findFirst();
            if (key.isPresent()) {
                keys.append(section).append('.').append(key.get().group(1)).append('\n');
            }
        }
        assertThat(keys.toString().lines().collect(Collectors.toList())).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void whatHoldsIsShownWithItsOrigin() throws IOException {
        Path file = Path.of("..", "conf", "server.toml");
        Map<String, String> environment = Map.of(
                "SLIME_S3_REGION", "eu-west-1",
                "SLIME_SECURITY_CLUSTER_SECRET", "sesame",
                "SLIME_PGDSN", "user=slime password=sesame dbname=slime");
        List<EffectiveValue> shown = EffectiveValue.all(new ConfigSource(Map.of(), environment, Optional.of(file)));

        assertThat(shown).hasSameSizeAs(ConfigKey.ALL);
        assertThat(shown.toString()).doesNotContain("sesame");
        assertThat(shown)
                .filteredOn(each -> each.key().name().matches("s3.region|s3.listen|admin.tls.key-file"))
                .extracting(EffectiveValue::value, EffectiveValue::origin)
                .containsExactly(
                        tuple("127.0.0.1:17943", file.toString()),
                        tuple("eu-west-1", "SLIME_S3_REGION"),
                        tuple("", "default"));
    }
}
