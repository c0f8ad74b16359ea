package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime user create}: a new user, without a key yet. */
@Command(name = "create", description = "Create a user; \"slime key create\" then gives it a key.")
final class UserCreate implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "NAME", description = "the user's name")
    private String name = "";

    @Option(
            names = "--id",
            paramLabel = "CANONICAL-ID",
            description = "the id that S3 shows as owner; made up if not given")
    private @Nullable String id;

    @Option(
            names = "--display-name",
            paramLabel = "D",
            description = "what S3 shows as the owner's name; NAME if not given")
    private @Nullable String displayName;

    @Option(names = "--email", paramLabel = "E", description = "an address that grants may name")
    private @Nullable String email;

    UserCreate(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        ObjectNode body = session.client().object().put("name", name);
        if (id != null) {
            body.put("id", id);
        }
        if (displayName != null) {
            body.put("display_name", displayName);
        }
        if (email != null) {
            body.put("email", email);
        }
        return session.print(session.client().post("/users", body), UserCommand::text);
    }
}
