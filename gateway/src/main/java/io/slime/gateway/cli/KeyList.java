package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slime key list}: the keys of a user, or all. */
@Command(name = "list", description = "List keys, never their secrets.")
final class KeyList implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Option(names = "--user", paramLabel = "NAME", description = "only this user's")
    private @Nullable String user;

    KeyList(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        String route = user == null ? "/keys" : "/users/" + AdminClient.segment(user) + "/keys";
        return session.print(session.client().get(route), KeyList::text);
    }

    private static String text(JsonNode answer) {
        Table table = new Table("KEY", "USER", "STATE", "MAY DO", "RATE", "CREATED");
        for (JsonNode key : answer.path("keys")) {
            table.row(
                    Human.text(key.path("access_key")),
                    Human.text(key.path("user")),
                    key.path("enabled").asBoolean() ? "enabled" : "DISABLED",
                    key.has("policy") ? "by policy" : "all",
                    KeyLimit.text(key.path("rate")),
                    Human.text(key.path("created")));
        }
        return table.toString();
    }
}
