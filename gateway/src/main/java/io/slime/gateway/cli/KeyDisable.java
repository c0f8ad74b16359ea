package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime key disable}: a key stops being valid. */
@Command(name = "disable", description = "Make a key invalid; it can be enabled again.")
final class KeyDisable implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "KEY", description = "the key's id")
    private String key = "";

    KeyDisable(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        session.client()
                .patch(
                        "/keys/" + AdminClient.segment(key),
                        session.client().object().put("enabled", false));
        return session.done("key " + key + " is disabled, on every gateway within 5 s");
    }
}
