package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.CodeBlocks;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.ExternalPostgres;
import io.slime.compat.fixture.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README.md's quickstart of a cluster, executed from its own code blocks. */
final class QuickstartIT {
    private static final String SECTION = "Quickstart of a cluster";
    private static final Map<String, String> LISTENERS = Map.of(
            "17941", "SLIME_CHUNK_LISTEN",
            "17942", "SLIME_PROXY_LISTEN",
            "17943", "SLIME_S3_LISTEN",
            "17944", "SLIME_ADMIN_LISTEN");

    @TempDir
    Path directory = Path.of("");

    @Test
    void theQuickstartWorksAsItIsWritten() throws Exception {
        Map<String, String> environment = new HashMap<>();
        Map<String, String> replacements = new HashMap<>();
        LISTENERS.forEach((port, variable) -> {
            String free = Integer.toString(FreePorts.take());
            environment.put(variable, "127.0.0.1:" + free);
            replacements.put("127.0.0.1:" + port, "127.0.0.1:" + free);
        });
        replacements.put("/tmp/slime-", directory + "/slime-");
        replacements.put("./slime ", Checkout.launcher() + " ");
        environment.put(
                "SLIME_SECURITY_MASTER_KEY_FILE",
                directory.resolve("master-key").toString());
        environment.put(
                "SLIME_PROXY_ROOT_KEY_FILE", directory.resolve("root-key").toString());
        try (ExternalPostgres postgres = ExternalPostgres.start()) {
            replacements.put("sslmode=disable", "sslmode=disable host=127.0.0.1 port=" + postgres.port());
            CodeBlocks.lines("README.md", SECTION, "sql").forEach(line -> postgres.execute(line));
            try (CodeBlocks blocks = new CodeBlocks(replacements, environment)) {
                List<String> lines = CodeBlocks.lines("README.md", SECTION, "sh");
                blocks.run(lines);
                assertThat(directory.resolve("slime-file"))
                        .hasSameBinaryContentAs(Checkout.root().resolve("README.md"));
                assertThat(blocks.servers()).hasSize(2);
                blocks.servers().getLast().awaitLine(line -> line.startsWith("Ready"));
                assertThat(Files.readString(directory.resolve("root-key"))).contains("AWS_ACCESS_KEY_ID=");
                assertThat(blocks.servers().getLast().terminate()).isZero();
                assertThat(blocks.servers().getFirst().terminate()).isZero();
            }
        }
    }

    @Test
    void aDirectoryIsFormattedOnce() {
        String slime = Checkout.launcher().toString();
        Path store = directory.resolve("store");
        Command.of(slime, "fmt-dir", store.toString()).run().ok();
        assertThat(store.resolve("uuid")).isNotEmptyFile();
        Command.Result again = Command.of(slime, "fmt-dir", store.toString()).run();
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).startsWith("error:");
        assertThat(Command.of(slime, "fmt-dir", Checkout.root().toString())
                        .run()
                        .exit())
                .as("a directory that holds something")
                .isEqualTo(1);
    }
}
