package io.slime.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Every command of slime in the documents is one, with options that it has and arguments that it takes. */
final class DocumentCommandsTest {
    private static final Pattern COMMAND = Pattern.compile("^(?:\\S*/)?slime (.*)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static List<String> commands(Path document) throws IOException {
        List<String> found = new ArrayList<>();
        boolean block = false;
        boolean shell = false;
        for (String line : Files.readAllLines(document)) {
            if (line.startsWith("```")) {
                shell = !block && (line.equals("```") || line.equals("```sh"));
                block = !block;
            } else if (shell) {
                Matcher command = COMMAND.matcher(line.replaceFirst("\\s+#.*$", ""));
                if (command.matches()) {
                    found.add(command.group(1).replaceFirst("( &| \\|\\| .*| >+ ?.*)$", ""));
                }
            }
        }
        return found;
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }

    private static String problem(String command) {
        ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(nowhere, true, StandardCharsets.UTF_8);
        Terminal terminal =
                new Terminal(out, out, new BufferedReader(new StringReader("")), Map.of(), Clock.systemUTC());
        CommandLine root = Slime.commandLine(terminal);
        try {
            root.parseArgs(words(command).toArray(String[]::new));
            return "";
        } catch (ParameterException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void everyCommandIsUnderstood() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Path.of("..", "README.md")));
        try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        int count = 0;
        List<String> wrong = new ArrayList<>();
        for (Path document : documents) {
            for (String command : commands(document)) {
                count++;
                String problem = problem(command);
                if (!problem.isEmpty()) {
                    wrong.add(document.getFileName() + ": slime " + command + ": " + problem);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(count).isGreaterThan(50);
    }
}
