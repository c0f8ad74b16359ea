package io.slime.chunkd.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.chunkd.chunk.StoreStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How stores are, in JSON: an object a store; absent cluster and error are left out. */
public final class StatusForm {
    private StatusForm() {}

    /** One store as an object. */
    public static byte[] write(StoreStatus status) {
        return Json.write(node(status));
    }

    /** Stores as an array of objects. */
    public static byte[] write(List<StoreStatus> stores) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        stores.forEach(status -> array.add(node(status)));
        return Json.write(array);
    }

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static StoreStatus parse(byte[] json) {
        return status(Json.read(json));
    }

    /**
     * Reads an array of objects.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static List<StoreStatus> parseAll(byte[] json) {
        List<StoreStatus> stores = new ArrayList<>();
        Json.array(Json.read(json), "the list of stores").forEach(node -> stores.add(status(node)));
        return stores;
    }

    private static ObjectNode node(StoreStatus status) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("uuid", status.uuid().toString())
                .put("session", status.session().toString())
                .put("name", status.name());
        status.cluster().ifPresent(cluster -> node.put("cluster", cluster.toString()));
        node.put("era", status.era())
                .put("free", status.free())
                .put("capacity", status.capacity())
                .put("chunks", status.chunks())
                .put("quarantined", status.quarantined())
                .set("scrub", ScrubForm.node(status.scrub()));
        status.error().ifPresent(error -> node.put("error", error));
        status.location().domain().ifPresent(domain -> node.put("domain", domain));
        status.location().drive().ifPresent(drive -> node.put("drive", drive));
        return node;
    }

    private static StoreStatus status(JsonNode node) {
        StoreStatus status = new StoreStatus(
                Json.uuid(node, "uuid"),
                Json.uuid(node, "session"),
                Json.text(node, "name"),
                node.has("cluster") ? Optional.of(Json.uuid(node, "cluster")) : Optional.empty(),
                Json.number(node, "era"),
                Json.number(node, "free"),
                Json.number(node, "capacity"),
                Json.number(node, "chunks"),
                Json.number(node, "quarantined"),
                optional(node, "error"));
        return status.with(ScrubForm.parse(node.get("scrub")))
                .at(new StoreStatus.Location(optional(node, "domain"), optional(node, "drive")));
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return node.has(name) ? Optional.of(Json.text(node, name)) : Optional.empty();
    }
}
