package io.slime.gateway.cli;

import io.slime.gateway.testing.GeneratedDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Holds docs/reference/commands.md to the commands as they are. */
final class CommandsDocumentTest {
    private static final String HEAD = """
            # Commands

            Made from the commands themselves; a test holds it true. `slime COMMAND --help` says the same, and `slime man DIR` writes manual pages.
            From a checkout the program is `./slime`. Data goes to standard output, all else to standard error.

            ## Options of all commands that ask a server

            They may stand before the command as well; the one after it wins. What no option says comes from the environment, then from the profile.

            """;

    private final StringBuilder text = new StringBuilder(HEAD);

    private static CommandLine root() {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return Slime.commandLine(
                new Terminal(nowhere, nowhere, new BufferedReader(new StringReader("")), Map.of(), Clock.systemUTC()));
    }

    private String document() {
        CommandSpec root = root().getCommandSpec();
        Set<String> shared = root.options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toSet());
        options(root.options());
        text.append("\n## Exit codes\n\n| code | means |\n|---|---|\n");
        ManPage.CODES.keySet().stream()
                .sorted()
                .forEach(code -> row(String.valueOf(code), ManPage.CODES.getOrDefault(code, "")));
        subcommands(root).forEach(command -> command(command, shared));
        return text.toString();
    }

    private static Stream<CommandSpec> subcommands(CommandSpec command) {
        return new LinkedHashSet<>(command.subcommands().values()).stream().map(CommandLine::getCommandSpec);
    }

    private void command(CommandSpec command, Set<String> shared) {
        boolean group = !command.subcommands().isEmpty();
        text.append(command.parent().parent() == null ? "\n## " : "\n### ")
                .append(command.qualifiedName())
                .append("\n\n")
                .append(String.join(" ", command.usageMessage().description()))
                .append('\n');
        String others = command.aliases().length == 0 ? "" : String.join(", ", command.aliases());
        if (!others.isEmpty()) {
            text.append("Also called `").append(others).append("`.\n");
        }
        if (group) {
            subcommands(command).forEach(below -> command(below, shared));
            return;
        }
        // The key of "key create" is the one to make: options of the same name may mean something else.
        boolean remote = command.optionsMap().containsKey("--url");
        List<OptionSpec> own = command.options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp())
                .filter(option -> !remote || !shared.contains(option.longestName()) || !same(option))
                .toList();
        text.append("\n```text\n").append(synopsis(command, own, remote)).append("\n```\n");
        if (!own.isEmpty() || !command.positionalParameters().isEmpty()) {
            text.append("\n| argument | means |\n|---|---|\n");
            command.positionalParameters().forEach(each -> row("`" + label(each) + "`", meaning(each)));
            own.forEach(option -> row(names(option), meaning(option)));
        }
    }

    private static boolean same(OptionSpec option) {
        OptionSpec shared = root().getCommandSpec().findOption(option.longestName());
        return shared != null && List.of(shared.description()).equals(List.of(option.description()));
    }

    private static String synopsis(CommandSpec command, List<OptionSpec> own, boolean remote) {
        StringBuilder line = new StringBuilder(command.qualifiedName());
        own.stream()
                .filter(CommandsDocumentTest::alwaysNeeded)
                .forEach(option -> line.append(' ')
                        .append(option.longestName())
                        .append('=')
                        .append(option.paramLabel()));
        if (remote || own.stream().anyMatch(option -> !alwaysNeeded(option))) {
            line.append(" [OPTION…]");
        }
        command.positionalParameters().forEach(each -> line.append(' ').append(label(each)));
        return line.toString();
    }

    /** Of options in a group one may be needed, but not each. */
    private static boolean alwaysNeeded(OptionSpec option) {
        return option.required() && option.group() == null;
    }

    private static String label(PositionalParamSpec each) {
        String label = each.paramLabel() + (each.isMultiValue() ? "…" : "");
        return each.required() ? label : "[" + label + "]";
    }

    private void options(List<OptionSpec> options) {
        text.append("| option | means |\n|---|---|\n");
        options.forEach(option -> row(names(option), meaning(option)));
    }

    private static String names(OptionSpec option) {
        String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
        return Stream.of(option.names())
                .map(name -> name.startsWith("--") ? "`" + name + value + "`" : "`" + name + "`")
                .collect(Collectors.joining(", "));
    }

    private static String meaning(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    private void row(String first, String second) {
        if (second.isBlank()) {
            throw new AssertionError(first + " has no description");
        }
        text.append("| ")
                .append(GeneratedDocument.cell(first))
                .append(" | ")
                .append(GeneratedDocument.cell(second))
                .append(" |\n");
    }

    @Test
    void saysWhatTheCommandsAre() throws IOException {
        GeneratedDocument.hold("docs/reference/commands.md", document(), CommandsDocumentTest.class);
    }
}
