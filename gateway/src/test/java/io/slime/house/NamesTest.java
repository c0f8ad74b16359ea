package io.slime.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names that say nothing are banned, for classes and for packages. */
final class NamesTest {
    private static final Pattern BANNED_CLASS =
            Pattern.compile("(Manager|Utils?|Helpers?|Impl|Base|Abstract|Service|Info|Processor|Wrapper|Common)");
    private static final Pattern BANNED_PACKAGE =
            Pattern.compile("/(utils?|common|impl|helpers?|misc|managers?|core|base)/");

    /** Names that contain a banned word as S3 or a standard spells it. */
    private static final Pattern STANDARD = Pattern.compile("CommonPrefix(es)?|Base64|ServiceUnavailable");

    @Test
    void noClassHasAnEmptyName() throws IOException {
        List<Path> bad = SourceTree.javaFiles().stream()
                .filter(file -> {
                    String name =
                            STANDARD.matcher(file.getFileName().toString()).replaceAll("");
                    return BANNED_CLASS.matcher(name).find();
                })
                .toList();
        assertThat(bad).as("classes whose names say nothing").isEmpty();
    }

    @Test
    void noPackageIsABucket() throws IOException {
        List<Path> bad = SourceTree.javaFiles().stream()
                .filter(file -> BANNED_PACKAGE.matcher(file.toString()).find())
                .toList();
        assertThat(bad).as("packages that hold anything").isEmpty();
    }
}
