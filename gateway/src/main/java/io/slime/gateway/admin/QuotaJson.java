package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.quota.Quota;
import io.slime.metadata.quota.QuotaTable;
import io.slime.metadata.quota.Standing;
import java.io.IOException;
import java.util.OptionalLong;

/** Quotas in documents: {@code {"bytes":…,"objects":…,"used_bytes":…,"used_objects":…}}. */
final class QuotaJson {
    private QuotaJson() {}

    /** The quota that a request sets. */
    static Quota read(AdminRequest request) throws IOException {
        JsonBody body = request.body("bytes", "objects");
        Quota quota = new Quota(body.optionalCount("bytes"), body.optionalCount("objects"));
        if (quota.isNone()) {
            throw Rejection.badRequest("give 'bytes', 'objects' or both; DELETE takes a quota away");
        }
        return quota;
    }

    /** Adds the field {@code quota}: null where none is set. */
    static void put(ObjectNode node, Standing standing) {
        if (standing.quota().isNone()) {
            node.putNull("quota");
        } else {
            fill(node.putObject("quota"), standing);
        }
    }

    /** All quotas that are set, of buckets and of users. */
    static ArrayNode all(QuotaTable quotas) {
        ArrayNode all = Json.array();
        DatabaseCalls.ask(quotas::buckets)
                .forEach((name, standing) ->
                        fill(all.addObject().put("of", "bucket").put("name", name), standing));
        DatabaseCalls.ask(quotas::accounts)
                .forEach((name, standing) ->
                        fill(all.addObject().put("of", "user").put("name", name), standing));
        return all;
    }

    private static void fill(ObjectNode node, Standing standing) {
        put(node, "bytes", standing.quota().bytes());
        put(node, "objects", standing.quota().objects());
        node.put("used_bytes", standing.use().bytes())
                .put("used_objects", standing.use().objects());
    }

    private static void put(ObjectNode node, String name, OptionalLong value) {
        node.put(name, value.isPresent() ? (Long) value.getAsLong() : null);
    }
}
