package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code slime user}: who may speak S3. */
@Command(
        name = "user",
        synopsisSubcommandLabel = "COMMAND",
        description = "Create, list, show and delete users, and set their quotas.")
final class UserCommand {
    private UserCommand() {}

    static CommandLine tree(Globals globals) {
        return new CommandLine(new UserCommand())
                .addSubcommand(new UserCreate(globals))
                .addSubcommand(new UserList(globals))
                .addSubcommand(new UserShow(globals))
                .addSubcommand(new UserQuota(globals))
                .addSubcommand(new UserDelete(globals));
    }

    static String text(JsonNode user) {
        return new Facts()
                .add("name", user.path("name"))
                .add("id", user.path("id"))
                .add("display name", user.path("display_name"))
                .add("email", user.path("email"))
                .add("admin", user.path("admin"))
                .add("quota", QuotaOptions.text(user.path("quota")))
                .add("created", user.path("created"))
                .toString();
    }
}
