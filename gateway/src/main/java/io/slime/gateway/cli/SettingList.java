package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime setting list}: all settings. */
@Command(name = "list", description = "List the settings.")
final class SettingList implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    SettingList(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return session.print(session.client().get("/settings"), SettingList::text);
    }

    private static String text(JsonNode answer) {
        Table table = new Table("SETTING", "VALUE", "DEFAULT", "MEANING");
        for (JsonNode setting : answer.path("settings")) {
            table.row(
                    Human.text(setting.path("name")),
                    Human.text(setting.path("value")),
                    Human.text(setting.path("default")),
                    Human.text(setting.path("description")));
        }
        return table.toString();
    }
}
