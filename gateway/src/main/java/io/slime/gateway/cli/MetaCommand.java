package io.slime.gateway.cli;

import io.slime.gateway.cli.server.MetaRebuildCommand;
import io.slime.gateway.cli.server.MetaRestoreCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime meta}: the safety of the metadata. */
@Command(
        name = "meta",
        synopsisSubcommandLabel = "COMMAND",
        description = "Back the metadata up, bring it back, and decide what to do about the time between.")
final class MetaCommand {
    private MetaCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new MetaCommand())
                .addSubcommand(new MetaBackup(globals))
                .addSubcommand(new MetaJournal(globals))
                .addSubcommand(new MetaAccept(globals))
                .addSubcommand(new MetaRestoreCommand(
                        globals.terminal().out(), globals.terminal().environment(), globals::data))
                .addSubcommand(new MetaRebuildCommand(
                        globals.terminal().out(), globals.terminal().environment(), globals::data));
    }
}
