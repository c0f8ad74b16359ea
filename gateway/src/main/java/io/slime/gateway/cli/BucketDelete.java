package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime bucket delete}: remove an empty bucket. */
@Command(name = "delete", description = "Delete a bucket; refused while versions or uploads lie in it.")
final class BucketDelete implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "NAME", description = "the bucket's name")
    private String name = "";

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    BucketDelete(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        session.confirm(yes, "Delete bucket " + name + " and its configuration?", name);
        session.client().delete("/buckets/" + AdminClient.segment(name));
        return session.done("bucket " + name + " is deleted");
    }
}
