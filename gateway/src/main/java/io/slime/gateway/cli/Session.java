package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.util.function.Function;

/**
 * One remote command at work.
 *
 * @param terminal where it speaks
 * @param client the server
 * @param format how data is printed
 */
record Session(Terminal terminal, AdminClient client, OutputFormat format) {
    /**
     * Prints an answer: as it came for programs, as text for people.
     *
     * @param text makes the text, with its last line break
     */
    int print(JsonNode answer, Function<JsonNode, String> text) {
        switch (format) {
            case JSON -> terminal.out().println(answer.toPrettyString());
            case JSONL -> printLines(answer);
            case TABLE, WIDE -> terminal.out().print(text.apply(answer));
        }
        terminal.out().flush();
        return Exit.OK;
    }

    /** Says on standard error what was done. */
    int done(String sentence) {
        terminal.err().println(sentence);
        return Exit.OK;
    }

    /** Whether data is printed for people rather than programs. */
    boolean people() {
        return format == OutputFormat.TABLE || format == OutputFormat.WIDE;
    }

    boolean wide() {
        return format == OutputFormat.WIDE;
    }

    /**
     * Has the user type a word before something that is hard to undo.
     *
     * @param yes whether the user said so already
     * @param what lines that say what will happen
     * @param word what must be typed
     * @throws CommandFailure if anything else is typed
     */
    void confirm(boolean yes, String what, String word) {
        if (yes) {
            return;
        }
        String typed = terminal.ask(what + "\nType " + word + " to go on, or use --yes: ");
        if (!typed.equals(word)) {
            throw new CommandFailure(Exit.FAILED, "not confirmed, nothing was changed");
        }
    }

    private void printLines(JsonNode answer) {
        for (JsonNode field : answer) {
            if (field.isArray()) {
                field.forEach(element -> terminal.out().println(element));
                return;
            }
        }
        terminal.out().println(answer);
    }
}
