package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.compat.fixture.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name only what exists. */
final class DocumentsTest {
    private static final List<String> MODULES = List.of("erasure", "chunkd", "metadata", "gateway", "s3-compat-tests");
    private static final Pattern TEST =
            Pattern.compile("`([A-Z][A-Za-z0-9]+(?:Test|IT|Contract))(?:\\.([a-z][A-Za-z0-9]*))?`");
    private static final Pattern JOURNEY = Pattern.compile("`([^`]* → [^`]*)`");
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Z][A-Za-z0-9]+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static String document(String name) throws IOException {
        return Files.readString(Checkout.root().resolve(name));
    }

    /** The sources of each simple class name. */
    private static Map<String, List<Path>> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> below = Files.walk(Checkout.root().resolve(module).resolve("src"))) {
                below.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files.stream().collect(Collectors.groupingBy(DocumentsTest::simpleName));
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    @Test
    void everyTestThatEnforcesAnInvariantExists() throws IOException {
        Map<String, List<Path>> sources = sources();
        List<String> missing = new ArrayList<>();
        Matcher named =
                TEST.matcher(document("ARCHITECTURE.md") + document("CONTRIBUTING.md") + document("docs/clients.md"));
        int count = 0;
        while (named.find()) {
            count++;
            if (!named.group(1).startsWith("Foo") && !isThere(sources, named.group(1), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertThat(count).isGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(
            Map<String, List<Path>> sources, String type, @org.jspecify.annotations.Nullable String method)
            throws IOException {
        for (Path source : sources.getOrDefault(type, List.of())) {
            if (method == null || Files.readString(source).contains(" " + method + "(")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void everyClassOfAJourneyExists() throws IOException {
        Map<String, List<Path>> sources = sources();
        Matcher journeys = JOURNEY.matcher(document("ARCHITECTURE.md"));
        List<String> names = new ArrayList<>();
        while (journeys.find()) {
            for (String step : journeys.group(1).split(" → ", -1)) {
                if (CLASS_NAME.matcher(step).matches()) {
                    names.add(step);
                }
            }
        }
        assertThat(names)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(sources).containsKey(name));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path document : documents()) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                if (!Files.exists(document.resolveSibling(links.group(1)))) {
                    lost.add(document + ": " + links.group(1));
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void theIndexNamesEveryDocument() throws IOException {
        Path docs = Checkout.root().resolve("docs");
        String index = document("docs/README.md");
        assertThat(documents())
                .filteredOn(file -> file.startsWith(docs) && !file.endsWith("README.md"))
                .hasSizeGreaterThan(15)
                .allSatisfy(file -> assertThat(index).contains("](" + docs.relativize(file) + ")"));
    }

    /** Those of the root and all below docs. */
    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> root = Files.list(Checkout.root());
                Stream<Path> docs = Files.walk(Checkout.root().resolve("docs"))) {
            Stream.concat(root, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .forEach(found::add);
        }
        return found;
    }

    @Test
    void theReadmeIsShort() throws IOException {
        assertThat(document("README.md").lines().count()).isLessThanOrEqualTo(200);
    }
}
