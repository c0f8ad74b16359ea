package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.erasure.Redundancy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime redundancy class set}: make a storage class, or change it. */
@Command(name = "set", description = "Make a storage class, or change it; what is of it is then converted.")
final class RedundancyClassSet implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(index = "0", paramLabel = "NAME", description = "as S3 names one, or another of A-Z, 0-9 and _")
    private String name = "";

    @Parameters(index = "1", paramLabel = "NEED", description = "chunks that suffice")
    private int need;

    @Parameters(index = "2", paramLabel = "TOTAL", description = "chunks that are kept")
    private int total;

    @Option(names = "--new-only", description = "leave what is stored already as it is")
    private boolean newOnly;

    RedundancyClassSet(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Redundancy wanted = RedundancyCommand.checked(need, total);
        Session session = remote.open();
        ObjectNode body = RedundancyCommand.body(session, wanted).put("rewrite", !newOnly);
        int exit = session.print(
                session.client().put(RedundancyClassCommand.route(name), body), RedundancyClassCommand::sentence);
        RedundancyCommand.warn(session, wanted);
        return exit;
    }
}
