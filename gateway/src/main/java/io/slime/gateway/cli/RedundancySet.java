package io.slime.gateway.cli;

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
        ObjectNode body = RedundancyCommand.body(session, wanted).put("rewrite", rewrite);
        int exit = session.print(session.client().put("/redundancy", body), RedundancyCommand::sentence);
        RedundancyCommand.warn(session, wanted);
        return exit;
    }
}
