package io.slime.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime object verify}. */
@Command(
        name = "verify",
        description = {
            "Read all chunks of an object and compare it with its digests.",
            "Exit 3: chunks are missing or bad, 4: the object cannot be read."
        })
final class ObjectVerify implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Mixin
    private final ObjectName object = new ObjectName();

    ObjectVerify(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        ExtentLines lines = new ExtentLines(session);
        session.client().lines(object.route("verify"), lines::take);
        return lines.exit();
    }
}
