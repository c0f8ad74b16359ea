package io.slime.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document that is made from the code. A test holds it to the code; with {@code -Dslime.write-docs=true} it writes it instead. */
public final class GeneratedDocument {
    private GeneratedDocument() {}

    /**
     * Fails unless the document is what the code makes.
     *
     * @param name of the document, from the project's root
     * @param made what it has to say
     * @param test which writes it
     */
    public static void hold(String name, String made, Class<?> test) throws IOException {
        Path file = Path.of("..").resolve(name);
        if (Boolean.getBoolean("slime.write-docs")) {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, made);
        }
        assertThat(file).as(advice(name, test)).exists();
        assertThat(Files.readString(file)).as(advice(name, test)).isEqualTo(made);
    }

    private static String advice(String name, Class<?> test) {
        return name + " is out of date; write it anew: mvn -B test -pl gateway -am -Dtest=" + test.getSimpleName()
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dslime.write-docs=true";
    }

    /** A cell of a table: no text ends it. */
    public static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
    }
}
