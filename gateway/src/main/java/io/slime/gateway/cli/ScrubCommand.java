package io.slime.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime scrub}: the stores' reading and verifying of all their chunks. */
@Command(
        name = "scrub",
        synopsisSubcommandLabel = "COMMAND",
        description = "Show, start, pause and resume the verifying of all chunks.")
final class ScrubCommand {
    private ScrubCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new ScrubCommand())
                .addSubcommand(new ScrubShow(globals))
                .addSubcommand(new ScrubStart(globals))
                .addSubcommand(new ScrubPause(globals))
                .addSubcommand(new ScrubResume(globals));
    }
}
