package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.erasure.Redundancy;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime redundancy}: how new objects are spread. */
@Command(
        name = "redundancy",
        synopsisSubcommandLabel = "COMMAND",
        description = "Show, set and plan the redundancy: any NEED of TOTAL chunks give an object back.")
final class RedundancyCommand {
    private RedundancyCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new RedundancyCommand())
                .addSubcommand(new RedundancyGet(globals))
                .addSubcommand(new RedundancySet(globals))
                .addSubcommand(new RedundancyPlan(globals));
    }

    static Redundancy checked(int need, int total) {
        try {
            return new Redundancy(need, total);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }

    static String sentence(JsonNode redundancy) {
        int need = redundancy.path("need").asInt();
        int total = redundancy.path("total").asInt();
        return need + " of " + total + ": " + survives(total - need) + " fail\n";
    }

    static String survives(int losses) {
        return switch (losses) {
            case 0 -> "no store may";
            case 1 -> "any 1 store can";
            default -> "any " + losses + " stores can";
        };
    }
}
