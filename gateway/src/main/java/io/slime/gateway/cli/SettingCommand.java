package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime setting}: what holds for the whole cluster. */
@Command(
        name = "setting",
        synopsisSubcommandLabel = "COMMAND",
        description = "List, get and set cluster-wide settings.")
final class SettingCommand {
    private SettingCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new SettingCommand())
                .addSubcommand(new SettingList(globals))
                .addSubcommand(new SettingGet(globals))
                .addSubcommand(new SettingSet(globals));
    }

    static String text(JsonNode setting) {
        return setting.path("value").asText() + "\n";
    }
}
