package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slime user list}: all users. */
@Command(name = "list", description = "List the users.")
final class UserList implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    UserList(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        return session.print(session.client().get("/users"), UserList::text);
    }

    private static String text(JsonNode answer) {
        Table table = new Table("NAME", "DISPLAY NAME", "ADMIN", "ID");
        for (JsonNode user : answer.path("users")) {
            table.row(
                    Human.text(user.path("name")),
                    Human.text(user.path("display_name")),
                    user.path("admin").asBoolean() ? "yes" : "-",
                    Human.text(user.path("id")));
        }
        return table.toString();
    }
}
