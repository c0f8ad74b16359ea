package io.slime.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime object map}. */
@Command(
        name = "map",
        description = {
            "Show where the chunks of an object are and how each is.",
            "Exit 3: chunks are missing or bad, 4: the object cannot be read."
        })
final class ObjectMap implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Mixin
    private final ObjectName object = new ObjectName();

    ObjectMap(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        ExtentLines lines = new ExtentLines(session);
        session.client().lines(object.route("map"), lines::take);
        return lines.exit();
    }
}
