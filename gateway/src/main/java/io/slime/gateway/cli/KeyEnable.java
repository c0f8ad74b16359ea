package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime key enable}: a disabled key is valid again. */
@Command(name = "enable", description = "Make a disabled key valid again.")
final class KeyEnable implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "KEY", description = "the key's id")
    private String key = "";

    KeyEnable(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        session.client()
                .patch(
                        "/keys/" + AdminClient.segment(key),
                        session.client().object().put("enabled", true));
        return session.done("key " + key + " is enabled, on every gateway within 5 s");
    }
}
