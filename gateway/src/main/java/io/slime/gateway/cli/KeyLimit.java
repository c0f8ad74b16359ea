package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime key limit}: how fast a key is served. */
@Command(
        name = "limit",
        description = "Show or set how fast each gateway serves a key; what comes faster is answered 503 SlowDown.")
final class KeyLimit implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(paramLabel = "KEY", description = "the key's id")
    private String key = "";

    @Option(names = "--requests", paramLabel = "N", description = "most requests a second")
    private @Nullable Long requests;

    @Option(
            names = "--bytes",
            paramLabel = "SIZE",
            converter = Size.class,
            description = "most bytes a second, both ways together: 50MB")
    private @Nullable Long bytes;

    @Option(names = "--none", description = "as fast as the gateway can")
    private boolean none;

    KeyLimit(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        boolean set = requests != null || bytes != null;
        if (set && none) {
            throw new CommandFailure(Exit.USAGE, "give --requests and --bytes, or --none");
        }
        Session session = remote.open();
        String route = "/keys/" + AdminClient.segment(key);
        if (none) {
            session.client().delete(route + "/rate");
        } else if (set) {
            ObjectNode body = session.client().object();
            body.put("requests", requests);
            body.put("bytes", bytes);
            session.client().put(route + "/rate", body);
        }
        return session.print(
                session.client().get(route),
                answer -> answer.path("access_key").asText() + ": " + text(answer.path("rate")) + "\n");
    }

    /** A rate in words. */
    static String text(JsonNode rate) {
        if (!rate.isObject()) {
            return "no limit";
        }
        String requests = rate.has("requests") ? BucketCommand.number(rate.path("requests")) + " requests/s" : "";
        String bytes = rate.has("bytes") ? Human.bytes(rate.path("bytes")) + "/s" : "";
        return requests + (requests.isEmpty() || bytes.isEmpty() ? "" : ", ") + bytes;
    }
}
