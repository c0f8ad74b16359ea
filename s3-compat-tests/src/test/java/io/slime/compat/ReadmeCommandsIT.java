package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.CodeBlocks;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What README.md says to type after {@code ./slime server ./data}, typed. */
final class ReadmeCommandsIT {
    private static final String SECTION = "Two commands";

    @Test
    void whatIsTypedAfterTheFirstStartWorks() {
        Endpoint endpoint = SharedServer.endpoint();
        try (CodeBlocks blocks = new CodeBlocks(
                Map.of(
                        "./data",
                        SharedServer.server().directory().toString(),
                        "http://127.0.0.1:17943",
                        endpoint.s3().toString(),
                        "http://127.0.0.1:17942",
                        endpoint.nativeApi().toString(),
                        "./slime --data",
                        "./slime --url " + endpoint.admin() + " --data"),
                Map.of())) {
            List<String> typed = CodeBlocks.lines("README.md", SECTION, "").stream()
                    .filter(line -> !line.startsWith("./slime server") && !line.startsWith("mvn"))
                    .toList();
            assertThat(typed).hasSizeGreaterThan(5);
            assertThat(blocks.run(typed)).containsIgnoringCase("any 1 store can fail");
        }
    }

    @Test
    void theReadmeStartsWithItsTwoCommands() {
        assertThat(CodeBlocks.lines("README.md", SECTION, "").subList(0, 2))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("./slime server ./data"),
                        second -> assertThat(second).startsWith("mvn -B verify"));
    }
}
