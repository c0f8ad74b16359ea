package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.AllInOne;
import io.slime.compat.fixture.Checkout;
import io.slime.compat.fixture.CodeBlocks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/how-to.md says to type on a running server, typed. */
final class HowToIT {
    private static final String DOCUMENT = "docs/how-to.md";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theRecipesForARunningServerWork() {
        try (AllInOne server = AllInOne.start(Map.of("SLIME_SERVER_STORES", "4"))) {
            Map<String, String> replacements = Map.of(
                    "./data", server.directory().toString(),
                    "./slime ", Checkout.launcher() + " ",
                    "slime.backup", directory.resolve("slime.backup").toString());
            try (CodeBlocks blocks = new CodeBlocks(replacements, Map.of())) {
                assertThat(blocks.run(lines("Change the redundancy"))).contains("3 of 4");
                blocks.run(lines("Back the metadata up, and restore it"));
                assertThat(blocks.run(lines("Bound what one bucket, user or key may take")))
                        .contains("photos");
                assertThat(directory.resolve("slime.backup")).isNotEmptyFile();
            }
        }
    }

    private static List<String> lines(String heading) {
        return CodeBlocks.lines(DOCUMENT, heading, "sh");
    }
}
