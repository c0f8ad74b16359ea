package io.slime.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime redundancy class delete}: remove a storage class. */
@Command(name = "delete", description = "Delete a storage class; refused while anything is of it.")
final class RedundancyClassDelete implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "NAME", description = "the class")
    private String name = "";

    RedundancyClassDelete(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        session.client().delete(RedundancyClassCommand.route(name));
        return session.done("storage class " + name + " is deleted");
    }
}
