package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
                .addSubcommand(new RedundancyPlan(globals))
                .addSubcommand(RedundancyClassCommand.tree(globals));
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

    static ObjectNode body(Session session, Redundancy wanted) {
        return session.client().object().put("need", wanted.need()).put("total", wanted.total());
    }

    /** It may be set before its stores are there; until then less is survived, or nothing can be written. */
    static void warn(Session session, Redundancy wanted) {
        JsonNode plan = session.client().get("/redundancy/plan?need=" + wanted.need() + "&total=" + wanted.total());
        int usable = plan.path("usable_stores").asInt();
        if (usable < wanted.total()) {
            session.done("warning: only " + usable + " stores can be used now: "
                    + (usable < wanted.need()
                            ? "nothing can be written until there are " + wanted.need()
                            : survives(usable - wanted.need()) + " fail until there are " + wanted.total()));
        }
    }

    static String survives(int losses) {
        return switch (losses) {
            case 0 -> "no store may";
            case 1 -> "any 1 store can";
            default -> "any " + losses + " stores can";
        };
    }
}
