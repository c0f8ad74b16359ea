package io.slime.gateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.event.EventRow;
import io.slime.metadata.event.EventTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes that were made, kept in the database: the latest hundred thousand. No secret is ever among them. */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final Set<String> SECRETS = Set.of("secret_key", "secret", "password", "token");

    /** A document that is longer is left out, since events stay small. */
    private static final int MAX_DOCUMENT = 16 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private final EventTable table;
    private final Runnable kept;

    /** Those of that table. */
    public Events(EventTable table) {
        this(table, () -> {});
    }

    /** The same; {@code kept} is run, quickly, whenever a change was kept. */
    public Events(EventTable table, Runnable kept) {
        this.table = table;
        this.kept = kept;
    }

    /** Keeps a change that was made. It is made even if that fails, which then stands in the log. */
    public void record(Change change) {
        ObjectNode document = JSON.createObjectNode()
                .put("user", change.by().user())
                .put("key", change.by().key().orElse(null))
                .put("from", change.by().address())
                .put("request_id", change.by().requestId())
                .put("what", change.what());
        put(document, "before", change.before());
        put(document, "after", change.after());
        try {
            DatabaseCalls.ask(() -> {
                table.add(change.by().way(), change.subject(), document.toString());
                return true;
            });
            kept.run();
        } catch (StorageException e) {
            LOG.warn("not kept among the events: {} {}: {}", change.subject(), document, e.reason());
        }
    }

    private static void put(ObjectNode document, String name, Optional<JsonNode> value) {
        value.map(Events::withoutSecrets)
                .filter(node -> node.toString().length() <= MAX_DOCUMENT)
                .ifPresent(node -> document.set(name, node));
    }

    /** A copy without secrets, however deep they lie. */
    static JsonNode withoutSecrets(JsonNode node) {
        JsonNode copy = node.deepCopy();
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(SECRETS);
        }
        node.forEach(Events::strip);
    }

    /** Those behind a number, the oldest first; at most {@code limit}. */
    public List<Event> after(long number, int limit) {
        return DatabaseCalls.ask(() -> table.after(number, limit)).stream()
                .map(Events::event)
                .toList();
    }

    /** The latest, the oldest of them first. */
    public List<Event> latest(int limit) {
        return DatabaseCalls.ask(() -> table.latest(limit)).stream()
                .map(Events::event)
                .toList();
    }

    private static Event event(EventRow row) {
        try {
            JsonNode document = JSON.readTree(row.document());
            return new Event(row.seq(), row.at(), row.kind(), row.subject(), document);
        } catch (JsonProcessingException e) {
            throw new StorageException.Unreadable("event " + row.seq() + " is no JSON", e);
        }
    }
}
