package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime setting set}: changes one setting for the whole cluster. */
@Command(name = "set", description = "Set one setting.")
final class SettingSet implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(index = "0", paramLabel = "NAME", description = "the setting")
    private String name = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "its new value")
    private String value = "";

    SettingSet(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return session.print(
                session.client()
                        .put(
                                "/settings/" + AdminClient.segment(name),
                                session.client().object().put("value", value)),
                SettingCommand::text);
    }
}
