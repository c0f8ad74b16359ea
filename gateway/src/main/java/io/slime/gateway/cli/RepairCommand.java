package io.slime.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime repair}: the rebuilding of missing chunks. */
@Command(
        name = "repair",
        synopsisSubcommandLabel = "COMMAND",
        description = "Show, pause and resume the rebuilding of missing chunks.")
final class RepairCommand {
    private RepairCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new RepairCommand())
                .addSubcommand(new RepairStatus(globals))
                .addSubcommand(new RepairPause(globals))
                .addSubcommand(new RepairResume(globals));
    }
}
