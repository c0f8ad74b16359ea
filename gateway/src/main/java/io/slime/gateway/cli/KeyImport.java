package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime key import}: keys that another store made, with their secrets. */
@Command(
        name = "import",
        description = "Take in the keys of another store with their secrets: all of a file, or none of them.")
final class KeyImport implements Callable<Integer> {
    private static final long MOST_BYTES = 900_000;

    @Mixin
    private final Remote remote;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "CSV whose first line is user,access_key,secret_key (and policy), or JSON with these names; - for standard input")
    private String file = "";

    @Option(names = "--create-users", description = "make the users that are not there")
    private boolean createUsers;

    KeyImport(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        Session session = remote.open();
        ArrayNode keys = KeyFileReader.read(text(session.terminal()));
        ObjectNode body = session.client().object().put("create_users", createUsers);
        body.set("keys", keys);
        return session.print(
                session.client().post("/keys", body),
                made -> made.path("keys").asInt() + " keys and "
                        + made.path("users").asInt() + " users are new, "
                        + made.path("known").asInt() + " keys were there already\n");
    }

    private String text(Terminal terminal) {
        try {
            String text;
            if (file.equals("-")) {
                text = terminal.in().lines().collect(Collectors.joining("\n"));
            } else {
                Path path = Path.of(file);
                text = Files.size(path) > MOST_BYTES ? "x".repeat((int) MOST_BYTES + 1) : Files.readString(path);
            }
            if (text.length() > MOST_BYTES) {
                throw new CommandFailure(
                        Exit.USAGE, "the file is longer than " + MOST_BYTES + " bytes", "split it, by users");
            }
            return text;
        } catch (IOException e) {
            throw new CommandFailure(Exit.USAGE, "the keys in " + file + " cannot be read: " + e.getMessage());
        }
    }
}
