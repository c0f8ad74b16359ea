package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime bucket create}: a new bucket. */
@Command(name = "create", description = "Create a bucket.")
final class BucketCreate implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "NAME", description = "the bucket's name, by the rules of S3")
    private String name = "";

    @Option(names = "--owner", paramLabel = "USER", description = "whose it is; the user of the key if not given")
    private @Nullable String owner;

    @Option(names = "--object-lock", description = "let versions in it be locked; turns versioning on")
    private boolean objectLock;

    BucketCreate(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        ObjectNode body = session.client().object().put("name", name).put("object_lock", objectLock);
        if (owner != null) {
            body.put("owner", owner);
        }
        return session.print(session.client().post("/buckets", body), BucketCommand::text);
    }
}
