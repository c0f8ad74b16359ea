package io.slime.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's Java sources, as paths relative to its root. */
final class SourceTree {
    private SourceTree() {}

    static List<Path> javaFiles() throws IOException {
        Path root = projectRoot();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(root::relativize)
                    .filter(file -> !file.toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }

    static Path projectRoot() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("s3-compat-tests"))) {
            Path parent = here.getParent();
            if (parent == null) {
                throw new IllegalStateException("the tests must run inside the project");
            }
            here = parent;
        }
        return here;
    }
}
