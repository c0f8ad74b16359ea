package io.slime.gateway.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cluster.StoreAdministration;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code /stores}: the stores, and what an operator does to them. */
final class StoresResource {
    private final StoreAdministration stores;

    StoresResource(StoreAdministration stores) {
        this.stores = stores;
    }

    void operate(HttpCall call, Requester requester) throws IOException {
        JsonBody body = JsonBody.read(call, requester, Set.of("operation", "url", "uuid"));
        String operation = body.text("operation");
        boolean scan = operation.equals("scan");
        boolean rescan = operation.equals("rescan");
        if ((!scan && body.optionalText("url").isPresent())
                || ((scan || rescan) && body.optionalText("uuid").isPresent())) {
            throw Rejection.badRequest("url belongs to scan, uuid to dead, undead and delete");
        }
        switch (operation) {
            case "scan" -> stores.scan(body.text("url"));
            case "rescan" -> stores.rescan();
            case "dead" -> stores.setDead(uuid(body), true);
            case "undead" -> stores.setDead(uuid(body), false);
            case "delete" -> stores.delete(uuid(body));
            default -> throw Rejection.badRequest("operation is scan, rescan, dead, undead or delete");
        }
    }

    private static UUID uuid(JsonBody body) {
        String text = body.text("uuid").toLowerCase(Locale.ROOT);
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Rejection.badRequest("'" + text + "' is not a UUID");
        }
        return UUID.fromString(text);
    }

    Answer answer() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        stores.list().forEach(view -> list.add(entry(view)));
        return Replies.json(200, list);
    }

    private static ObjectNode entry(StoreView view) {
        Optional<String> seen =
                view.lastSeen().map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString());
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("uuid", view.uuid().toString())
                .put("url", view.url())
                .put("name", view.name())
                .put("dead", view.dead())
                .put("connected", view.connected())
                .put("last_seen", seen.orElse(null))
                .put("free", view.free())
                .put("capacity", view.capacity())
                .put("used", Math.max(0, view.capacity() - view.free()))
                .put("quarantined", view.quarantined())
                .put("domain", view.domain());
        view.error().ifPresent(error -> entry.put("error", error));
        return entry;
    }
}
