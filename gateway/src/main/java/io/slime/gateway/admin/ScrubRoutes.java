package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.chunkd.chunk.ScrubOrder;
import io.slime.chunkd.chunk.ScrubStatus;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /scrub}: how far the stores have verified their chunks, and orders to do so, for one store or all. */
final class ScrubRoutes implements Routes {
    private final AdminCore core;

    ScrubRoutes(AdminCore core) {
        this.core = core;
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        request.query();
        List<String> path = request.path();
        if (request.shape(0).equals("GET")) {
            return Json.answer(document());
        }
        if (path.size() == 1) {
            throw Rejection.method("GET");
        }
        ScrubOrder order = (path.size() == 2 ? ScrubOrder.of(path.get(1)) : Optional.<ScrubOrder>empty())
                .orElseThrow(() -> Rejection.notFound("no such route"));
        if (!request.call().method().equals("POST")) {
            throw Rejection.method("POST");
        }
        Optional<String> store = request.body("store").optionalText("store");
        return store.isPresent() ? one(store.get(), order) : all(order);
    }

    private Answer one(String uuid, ScrubOrder order) {
        StoreView store = core.stores().list().stream()
                .filter(view -> view.uuid().toString().equals(uuid))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("there is no store " + uuid));
        core.stores().scrub(store.uuid(), order);
        return Json.answer(document());
    }

    /** One that cannot be told holds up no other. */
    private Answer all(ScrubOrder order) {
        Map<StoreView, String> refused = new LinkedHashMap<>();
        for (StoreView store : core.stores().list()) {
            try {
                if (store.connected()) {
                    core.stores().scrub(store.uuid(), order);
                } else {
                    refused.put(store, "it does not answer");
                }
            } catch (StorageException.Refused e) {
                refused.put(store, e.reason());
            }
        }
        ObjectNode document = document();
        ArrayNode list = document.putArray("refused");
        refused.forEach((store, why) -> list.addObject()
                .put("uuid", store.uuid().toString())
                .put("name", store.name())
                .put("reason", why));
        return Json.answer(document);
    }

    private ObjectNode document() {
        ObjectNode document = Json.document("scrub");
        ArrayNode list = document.putArray("stores");
        for (StoreView store : core.stores().list()) {
            ObjectNode node = list.addObject()
                    .put("uuid", store.uuid().toString())
                    .put("name", store.name())
                    .put("state", ScrubJson.state(store));
            ScrubJson.put(node, store.scrub().orElse(ScrubStatus.NONE)).put("quarantined", store.quarantined());
        }
        return document;
    }
}
