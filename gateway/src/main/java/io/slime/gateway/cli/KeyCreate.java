package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code slime key create}: a new key for a user. Here {@code --access-key} is the key to create; the key that signs
 * comes from before the command, the environment or {@code --data}.
 */
@Command(name = "create", description = "Create a key and show its secret, once.")
final class KeyCreate implements Callable<Integer> {
    @Mixin
    private final Target target = new Target();

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "whose key it is")
    private String user = "";

    @Option(names = "--access-key", paramLabel = "A", description = "the new key's id; made up if not given")
    private @Nullable String accessKey;

    @Option(names = "--secret-key", paramLabel = "S", description = "the new key's secret; made up if not given")
    private @Nullable String secretKey;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "a policy: no more may be done with the key than it allows")
    private @Nullable Path policy;

    private final Globals globals;

    KeyCreate(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() {
        if ((accessKey == null) != (secretKey == null)) {
            throw new CommandFailure(Exit.USAGE, "--access-key and --secret-key are needed together");
        }
        Session session = globals.open(target, new KeyOptions());
        ObjectNode body = session.client().object();
        if (accessKey != null) {
            body.put("access_key", accessKey).put("secret_key", secretKey);
        }
        if (policy != null) {
            body.put("policy", read(policy));
        }
        JsonNode made = session.client().post("/users/" + AdminClient.segment(user) + "/keys", body);
        return session.print(
                made,
                key -> "AWS_ACCESS_KEY_ID=" + key.path("access_key").asText() + "\nAWS_SECRET_ACCESS_KEY="
                        + key.path("secret_key").asText() + "\n");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailure(Exit.USAGE, "the policy " + file + " cannot be read: " + e.getMessage());
        }
    }
}
