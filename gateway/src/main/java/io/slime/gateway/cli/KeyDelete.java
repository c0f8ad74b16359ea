package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime key delete}: a key is gone for good. */
@Command(name = "delete", description = "Delete a key for good.")
final class KeyDelete implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "KEY", description = "the key's id")
    private String key = "";

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    KeyDelete(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        session.confirm(yes, "Delete key " + key + " for good?", key);
        session.client().delete("/keys/" + AdminClient.segment(key));
        return session.done("key " + key + " is deleted");
    }
}
