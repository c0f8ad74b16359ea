package io.slime.gateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;

/**
 * What a command sees of the world: data goes to {@code out}, all else to {@code err}.
 *
 * @param out standard output
 * @param err standard error
 * @param in standard input
 * @param environment the process environment
 * @param clock the time
 */
record Terminal(PrintStream out, PrintStream err, BufferedReader in, Map<String, String> environment, Clock clock) {
    /** Asks on standard error and reads one line; empty at the end of the input. */
    String ask(String question) {
        err.print(question);
        err.flush();
        try {
            String line = in.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
