package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime setting get}: one setting's value. */
@Command(name = "get", description = "Print one setting's value.")
final class SettingGet implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "NAME", description = "the setting")
    private String name = "";

    SettingGet(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return session.print(session.client().get("/settings/" + AdminClient.segment(name)), SettingCommand::text);
    }
}
