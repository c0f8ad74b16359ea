package io.slime.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * The size ratchet: a source file has at most 400 lines, a test at most 600. Known exceptions stand in
 * {@code size-ratchet.properties} with their size, which may only fall.
 */
final class SizeTest {
    private static final int MOST_LINES = 400;
    private static final int MOST_TEST_LINES = 600;

    @Test
    void noFileGrowsPastItsLimit() throws IOException {
        Properties ratchet = ratchet();
        List<String> tooLong = new ArrayList<>();
        for (Path file : SourceTree.javaFiles()) {
            int lines = lines(file);
            String allowed = ratchet.getProperty(file.toString());
            int limit = allowed == null ? limit(file) : Integer.parseInt(allowed);
            if (lines > limit) {
                tooLong.add(file + ": " + lines + " lines, allowed " + limit);
            }
        }
        assertThat(tooLong).as("which noun is hiding in these?").isEmpty();
    }

    @Test
    void theRatchetOnlyFalls() throws IOException {
        List<String> slack = new ArrayList<>();
        for (String name : ratchet().stringPropertyNames()) {
            Path file = SourceTree.projectRoot().resolve(name);
            int allowed = Integer.parseInt(ratchet().getProperty(name));
            if (!Files.exists(file) || lines(Path.of(name)) < allowed) {
                slack.add(name + "=" + allowed);
            }
        }
        assertThat(slack)
                .as("exceptions that are larger than their file: lower them")
                .isEmpty();
    }

    private static int limit(Path file) {
        return file.toString().contains("src/test/") ? MOST_TEST_LINES : MOST_LINES;
    }

    private static int lines(Path file) throws IOException {
        return Files.readAllLines(SourceTree.projectRoot().resolve(file)).size();
    }

    private static Properties ratchet() throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(
                SourceTree.projectRoot().resolve("gateway/src/test/resources/house/size-ratchet.properties"))) {
            properties.load(reader);
        }
        return properties;
    }
}
