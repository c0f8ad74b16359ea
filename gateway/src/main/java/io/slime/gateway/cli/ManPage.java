package io.slime.gateway.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A manual page of one command, in the macros of man(7). */
final class ManPage {
    static final Map<Integer, String> CODES = Map.of(
            0, "done",
            1, "refused or failed",
            2, "the command was not understood",
            3, "degraded, or problems were found",
            4, "data is unreadable or lost",
            5, "the server did not answer",
            6, "not authorised");

    private final StringBuilder text = new StringBuilder();

    private ManPage() {}

    /** Such as {@code slime-bucket-quota}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    static String of(CommandSpec command) {
        ManPage page = new ManPage();
        page.fill(command);
        return page.text.toString();
    }

    private void fill(CommandSpec command) {
        String description = String.join(" ", command.usageMessage().description());
        line(".TH " + name(command).toUpperCase(Locale.ROOT).replace("-", "\\-")
                + " 1 \"\" \"Slime\" \"Slime Manual\"");
        line(".SH NAME");
        String sentence = description.endsWith(".") ? description.substring(0, description.length() - 1) : description;
        line(escaped(name(command)) + " \\- " + escaped(sentence));
        line(".SH SYNOPSIS");
        String synopsis = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0);
        line(escaped(synopsis.strip().replaceAll("\\s+", " ")));
        line(".SH DESCRIPTION");
        line(escaped(description));
        parameters(command.positionalParameters());
        options(command.options());
        below(command);
        line(".SH EXIT STATUS");
        CODES.keySet().stream().sorted().forEach(code -> entry(String.valueOf(code), CODES.getOrDefault(code, "")));
    }

    private void parameters(List<PositionalParamSpec> parameters) {
        if (!parameters.isEmpty()) {
            line(".SH PARAMETERS");
            parameters.forEach(each -> entry(each.paramLabel(), String.join(" ", each.description())));
        }
    }

    private void options(List<OptionSpec> options) {
        List<OptionSpec> shown =
                options.stream().filter(option -> !option.hidden()).toList();
        if (!shown.isEmpty()) {
            line(".SH OPTIONS");
            for (OptionSpec option : shown) {
                String label = option.arity().max() > 0 ? " " + option.paramLabel() : "";
                entry(String.join(", ", option.names()) + label, String.join(" ", option.description()));
            }
        }
    }

    private void below(CommandSpec command) {
        if (command.subcommands().isEmpty()) {
            return;
        }
        line(".SH COMMANDS");
        for (CommandLine each :
                command.subcommands().values().stream().distinct().toList()) {
            CommandSpec spec = each.getCommandSpec();
            entry(name(spec) + "(1)", String.join(" ", spec.usageMessage().description()));
        }
    }

    private void entry(String term, String meaning) {
        line(".TP");
        line("\\fB" + escaped(term) + "\\fR");
        line(escaped(meaning));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** No text is a request, and no hyphen is one that breaks. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-").replaceAll("\\s+", " ");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
