package io.slime.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime store}: the stores of the cluster. */
@Command(name = "store", synopsisSubcommandLabel = "COMMAND", description = "List, add and retire stores.")
final class StoreCommand {
    private StoreCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new StoreCommand())
                .addSubcommand(new StoreList(globals))
                .addSubcommand(new StoreShow(globals))
                .addSubcommand(new StoreScan(globals))
                .addSubcommand(new StoreRescan(globals))
                .addSubcommand(new StoreDead(globals))
                .addSubcommand(new StoreUndead(globals))
                .addSubcommand(new StoreDelete(globals))
                .addSubcommand(new StoreWait(globals));
    }
}
