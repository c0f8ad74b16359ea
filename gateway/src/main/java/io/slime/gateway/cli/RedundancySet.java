package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.erasure.Redundancy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime redundancy set}: how new objects are spread from now on. */
@Command(name = "set", description = "Set the redundancy of new objects.")
final class RedundancySet implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(index = "0", paramLabel = "NEED", description = "chunks that suffice")
    private int need;

    @Parameters(index = "1", paramLabel = "TOTAL", description = "chunks that are kept")
    private int total;

    @Option(names = "--rewrite", description = "convert what is stored already, too")
    private boolean rewrite;

    RedundancySet(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Redundancy wanted = RedundancyCommand.checked(need, total);
        Session session = remote.open();
        ObjectNode body = session.client()
                .object()
                .put("need", wanted.need())
                .put("total", wanted.total())
                .put("rewrite", rewrite);
        int exit = session.print(session.client().put("/redundancy", body), RedundancyCommand::sentence);
        warn(session, wanted);
        return exit;
    }

    /** It may be set before its stores are there; until then less is survived, or nothing can be written. */
    private static void warn(Session session, Redundancy wanted) {
        JsonNode plan = session.client().get("/redundancy/plan?need=" + wanted.need() + "&total=" + wanted.total());
        int usable = plan.path("usable_stores").asInt();
        if (usable < wanted.total()) {
            session.done("warning: only " + usable + " stores can be used now: "
                    + (usable < wanted.need()
                            ? "nothing can be written until there are " + wanted.need()
                            : RedundancyCommand.survives(usable - wanted.need()) + " fail until there are "
                                    + wanted.total()));
        }
    }
}
