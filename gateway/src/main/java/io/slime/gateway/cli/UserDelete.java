package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime user delete}: remove a user that owns nothing. */
@Command(name = "delete", description = "Delete a user and its keys; refused while it owns buckets.")
final class UserDelete implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "NAME", description = "the user's name")
    private String name = "";

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    UserDelete(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        session.confirm(yes, "Delete user " + name + " and all its keys?", name);
        session.client().delete("/users/" + AdminClient.segment(name));
        return session.done("user " + name + " is deleted");
    }
}
