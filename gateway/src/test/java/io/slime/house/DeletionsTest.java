package io.slime.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Versions are removed by two classes alone, which look at their locks: no other route can lead around these. */
final class DeletionsTest {
    private static final Pattern REMOVAL =
            Pattern.compile("(DELETE\\s+FROM|TRUNCATE)\\s+(slime\\.)?(object|version)\\b", Pattern.CASE_INSENSITIVE);

    @Test
    void onlyTheRowsOfObjectsAndVersionsRemoveVersions() throws IOException {
        List<String> removing = new ArrayList<>();
        for (Path file : SourceTree.javaFiles()) {
            boolean main = file.toString().contains("src/main/");
            if (main
                    && REMOVAL.matcher(Files.readString(SourceTree.projectRoot().resolve(file)))
                            .find()) {
                removing.add(String.valueOf(file.getFileName()));
            }
        }
        assertThat(removing).containsExactlyInAnyOrder("ObjectRows.java", "VersionRows.java");
    }
}
