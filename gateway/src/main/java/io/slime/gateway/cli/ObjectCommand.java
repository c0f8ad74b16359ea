package io.slime.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime object}: what is known of one object. */
@Command(name = "object", synopsisSubcommandLabel = "COMMAND", description = "Look at one object.")
final class ObjectCommand {
    private ObjectCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new ObjectCommand())
                .addSubcommand(new ObjectMap(globals))
                .addSubcommand(new ObjectVerify(globals))
                .addSubcommand(new ObjectVersions(globals));
    }
}
