package io.slime.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime key}: what users sign with. */
@Command(
        name = "key",
        synopsisSubcommandLabel = "COMMAND",
        description = "Create, import, list, disable, enable and delete keys.")
final class KeyCommand {
    private KeyCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new KeyCommand())
                .addSubcommand(new KeyCreate(globals))
                .addSubcommand(new KeyImport(globals))
                .addSubcommand(new KeyList(globals))
                .addSubcommand(new KeyDisable(globals))
                .addSubcommand(new KeyEnable(globals))
                .addSubcommand(new KeyLimit(globals))
                .addSubcommand(new KeyDelete(globals));
    }
}
