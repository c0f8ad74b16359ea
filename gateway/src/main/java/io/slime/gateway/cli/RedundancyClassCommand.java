package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.AdminClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime redundancy class}: the storage classes. */
@Command(
        name = "class",
        synopsisSubcommandLabel = "COMMAND",
        description = "List, set and delete storage classes; clients name one by x-amz-storage-class.")
final class RedundancyClassCommand {
    private RedundancyClassCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new RedundancyClassCommand())
                .addSubcommand(new RedundancyClassList(globals))
                .addSubcommand(new RedundancyClassSet(globals))
                .addSubcommand(new RedundancyClassDelete(globals));
    }

    static String route(String name) {
        return "/redundancy/classes/" + AdminClient.segment(name);
    }

    static String sentence(JsonNode storageClass) {
        return storageClass.path("name").asText() + ": " + RedundancyCommand.sentence(storageClass);
    }
}
