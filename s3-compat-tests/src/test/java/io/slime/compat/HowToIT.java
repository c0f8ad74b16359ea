package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.AllInOne;
import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.CodeBlocks;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents below docs/how-to say to type, typed. */
final class HowToIT {
    private static final String DRIVES = "docs/how-to/drives.md";
    private static final String METADATA = "docs/how-to/metadata.md";
    private static final String SERVE = "docs/how-to/serve.md";
    private static final String QUOTAS = "docs/how-to/quotas.md";

    @TempDir
    private Path directory = Path.of("");

    private Map<String, String> replacements(Path data) {
        Map<String, String> all = new HashMap<>();
        all.put("./data", data.toString());
        all.put("./slime ", Checkout.launcher() + " ");
        for (String name : List.of("slime.backup", "master-key.copy")) {
            all.put(name, directory.resolve(name).toString());
        }
        all.put("/mnt/", directory + "/mnt/");
        all.put("/etc/slime", directory + "/etc/slime");
        return all;
    }

    @Test
    void drivesAreReplacedAndMachinesAdded() {
        Endpoint endpoint = Endpoint.unused();
        Map<String, String> replacements = replacements(directory.resolve("data"));
        for (String port : List.of("17941", "17951")) {
            replacements.put("127.0.0.1:" + port, "127.0.0.1:" + FreePorts.take());
        }
        String chunkServer = "env SLIME_CHUNK_DOMAIN=machine-d ./slime chunk-server --listen 127.0.0.1:17941 ";
        try (CodeBlocks blocks = new CodeBlocks(replacements, endpoint.listeners())) {
            blocks.run(List.of(
                    "mkdir -p /mnt/d1 /mnt/d2 /mnt/d3 /mnt/d4 /mnt/e1",
                    "./slime fmt-dir /mnt/d1/slime",
                    "./slime fmt-dir /mnt/d2/slime",
                    "./slime fmt-dir /mnt/d3/slime",
                    chunkServer + "/mnt/d1/slime /mnt/d2/slime /mnt/d3/slime &",
                    "./slime server --stores=0 --redundancy=2/3 ./data &",
                    "./slime --data ./data store scan http://127.0.0.1:17941"));
            endpoint.curl("/data/k", "-T", "README.md")
                    .in(Checkout.root())
                    .run()
                    .ok();

            List<String> replace = CodeBlocks.lines(DRIVES, "Replace a drive", "sh");
            blocks.run(replace.subList(0, 1));
            blocks.servers().getFirst().terminate();
            blocks.run(List.of(chunkServer + "/mnt/d1/slime /mnt/d2/slime /mnt/d4/slime &"));
            assertThat(blocks.run(replace.subList(1, replace.size()))).contains("Any 1 store can fail");

            assertThat(blocks.run(CodeBlocks.lines(DRIVES, "Add a machine", "sh")))
                    .contains("e1/slime");
            assertThat(blocks.run(CodeBlocks.lines(DRIVES, "Change the redundancy", "sh")))
                    .contains("3 of 4");
            blocks.run(CodeBlocks.lines(DRIVES, "Bound the background work", "sh"));
            assertThat(endpoint.curl("/data/k").run().ok().out()).contains("# Slime");
        }
    }

    @Test
    void metadataIsBackedUpRestoredAndRebuilt() {
        try (AllInOne server = AllInOne.start();
                CodeBlocks blocks = new CodeBlocks(
                        replacements(server.directory()), server.endpoint().listeners())) {
            put(server, "early");
            blocks.run(CodeBlocks.lines(METADATA, "Back up", "sh"));
            put(server, "late");
            server.process().terminate();

            List<String> restore = CodeBlocks.lines(METADATA, "Restore a backup", "sh");
            blocks.run(restore);
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> blocks.run(List.of(restore.getLast())).contains("state: OK"));
            assertThat(got(server, "early")).isEqualTo("early\n200");
            assertThat(got(server, "late")).as("adopted").isEqualTo("late\n200");

            blocks.servers().getLast().terminate();
            blocks.run(CodeBlocks.lines(METADATA, "Rebuild without a backup", "sh"));
            assertThat(got(server, "early")).isEqualTo("early\n200");
            assertThat(got(server, "late")).isEqualTo("late\n200");
        }
    }

    private static void put(AllInOne server, String key) {
        assertThat(server.endpoint()
                        .curl("/data/" + key, "-X", "PUT", "--data-binary", key)
                        .run()
                        .ok()
                        .out())
                .endsWith("204");
    }

    private static String got(AllInOne server, String key) {
        return server.endpoint().curl("/data/" + key).run().ok().out();
    }

    @Test
    void secretsAndCertificatesAreMade() throws IOException {
        try (AllInOne server = AllInOne.start();
                CodeBlocks blocks = new CodeBlocks(replacements(server.directory()), Map.of())) {
            blocks.run(CodeBlocks.lines(SERVE, "Secrets of a cluster", "sh"));
            Path secret = directory.resolve("etc/slime/credentials/cluster-secret");
            assertThat(Files.readString(secret).strip()).hasSize(44);
            assertThat(Files.getPosixFilePermissions(secret)).hasSize(2);

            String printed = blocks.run(CodeBlocks.lines(SERVE, "TLS by Slime itself", "sh"));
            List<String> named = CodeBlocks.lines(SERVE, "TLS by Slime itself", "toml").stream()
                    .filter(line -> line.contains("-file"))
                    .map(blocks::replaced)
                    .toList();
            assertThat(named).hasSize(2).allSatisfy(line -> assertThat(printed).contains(line));

            Files.copy(Checkout.root().resolve("conf/server.toml"), directory.resolve("etc/slime/server.toml"));
            assertThat(blocks.run(CodeBlocks.lines(SERVE, "Check it", "sh"))).isNotEmpty();
        }
    }

    @Test
    void boundsAreSet() {
        try (AllInOne server = AllInOne.start();
                CodeBlocks blocks = new CodeBlocks(replacements(server.directory()), Map.of())) {
            assertThat(blocks.run(CodeBlocks.lines(QUOTAS, "Quotas", "sh"))).contains("photos");
            blocks.run(CodeBlocks.lines(QUOTAS, "Rates", "sh"));
        }
    }
}
