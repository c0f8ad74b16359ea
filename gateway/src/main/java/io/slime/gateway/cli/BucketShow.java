package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime bucket show}: all about one bucket. */
@Command(name = "show", description = "Show one bucket.")
final class BucketShow implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "NAME", description = "the bucket's name")
    private String name = "";

    BucketShow(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return session.print(session.client().get("/buckets/" + AdminClient.segment(name)), BucketCommand::text);
    }
}
