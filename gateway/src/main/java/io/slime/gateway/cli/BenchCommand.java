package io.slime.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime bench}: measures a server. */
@Command(name = "bench", description = "Measure how fast a server is, and what that costs it.")
final class BenchCommand {
    private BenchCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new BenchRun(globals))
                .addSubcommand(new BenchCompare(globals))
                .addSubcommand(new BenchLimits(globals));
    }
}
