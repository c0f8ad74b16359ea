package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.CodeBlocks;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.FreePorts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/three-machines.md, executed from its own code blocks; Ctrl-C is pressed where it says so. */
final class ThreeMachinesIT {
    private static final String DOCUMENT = "docs/three-machines.md";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theTutorialWorksAsItIsWritten() {
        Endpoint front = Endpoint.unused();
        Map<String, String> replacements = new HashMap<>();
        for (String port : List.of("18101", "18102", "18103")) {
            replacements.put("127.0.0.1:" + port, "127.0.0.1:" + FreePorts.take());
        }
        replacements.put("http://127.0.0.1:17943", front.s3().toString());
        replacements.put("./front", directory.resolve("front").toString());
        replacements.put("./slime ", Checkout.launcher() + " ");
        List.of("machine-1", "machine-2", "machine-3")
                .forEach(name -> replacements.put(" " + name, " " + directory.resolve(name)));
        try (CodeBlocks blocks = new CodeBlocks(replacements, front.listeners())) {
            blocks.run(lines("Format the drives"));
            assertThat(blocks.run(lines("Start everything"))).contains("Any 2 stores can fail without losing data.");
            assertThat(blocks.run(lines("Store something")))
                    .contains("Any 2 stores can fail without losing data. So can any 1 domain.");

            List<String> failing = lines("A drive fails");
            blocks.run(failing.subList(0, failing.size() - 1));
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(blocks.run(List.of(failing.getLast())))
                            .contains("Any 1 store can fail", "drive-b has been unreachable", "exit code 3"));

            blocks.servers().get(1).terminate();
            assertThat(blocks.run(lines("Replace it"))).contains("Any 2 stores can fail", "state: OK");

            blocks.servers().get(2).terminate();
            assertThat(blocks.run(lines("A machine is away"))).contains("exit code 3");
            Command fsck = front.withKey(directory.resolve("front/root-key")).slime("fsck");
            Awaitility.await()
                    .atMost(180, TimeUnit.SECONDS)
                    .until(() -> fsck.run().exit() == 0);
        }
    }

    private static List<String> lines(String heading) {
        return CodeBlocks.lines(DOCUMENT, heading, "sh");
    }
}
