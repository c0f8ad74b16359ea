package io.slime.gateway.cli;

import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.wiring.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code slime version}: which Slime, which Java. */
@Command(name = "version", description = "Say which version this is.")
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println(text());
        return Exit.OK;
    }

    static String text() {
        return "Slime " + Version.current() + " (Java " + Runtime.version() + ")";
    }
}
