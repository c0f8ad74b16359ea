package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that set quotas. */
final class QuotaOptions {
    @Option(names = "--bytes", paramLabel = "SIZE", converter = Size.class, description = "most bytes: 500MB, 10GiB")
    private @Nullable Long bytes;

    @Option(names = "--objects", paramLabel = "N", description = "most objects, old versions counted")
    private @Nullable Long objects;

    @Option(names = "--none", description = "take the quota away")
    private boolean none;

    /** Sets what was asked for, if anything was, and shows what holds then. */
    int apply(Session session, String route) {
        boolean set = bytes != null || objects != null;
        if (set && none) {
            throw new CommandFailure(Exit.USAGE, "give --bytes and --objects, or --none");
        }
        if ((bytes != null && bytes < 0) || (objects != null && objects < 0)) {
            throw new CommandFailure(Exit.USAGE, "a quota is no negative number");
        }
        if (none) {
            session.client().delete(route + "/quota");
        } else if (set) {
            ObjectNode body = session.client().object();
            body.put("bytes", bytes);
            body.put("objects", objects);
            session.client().put(route + "/quota", body);
        }
        return session.print(session.client().get(route), QuotaOptions::sentence);
    }

    private static String sentence(JsonNode thing) {
        return thing.path("name").asText() + ": " + text(thing.path("quota")) + "\n";
    }

    /** A quota in words, with what is used of it. */
    static String text(JsonNode quota) {
        if (!quota.isObject()) {
            return "no quota";
        }
        String bytes = quota.path("bytes").isNumber()
                ? Human.bytes(quota.path("used_bytes")) + " of " + Human.bytes(quota.path("bytes"))
                : "";
        String objects = quota.path("objects").isNumber()
                ? BucketCommand.number(quota.path("used_objects")) + " of "
                        + BucketCommand.number(quota.path("objects")) + " objects"
                : "";
        return bytes + (bytes.isEmpty() || objects.isEmpty() ? "" : ", ") + objects;
    }
}
