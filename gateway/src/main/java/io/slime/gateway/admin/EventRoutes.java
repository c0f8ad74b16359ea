package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.event.Event;
import io.slime.gateway.event.Events;
import io.slime.gateway.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /events}: what was changed, by whom. */
final class EventRoutes implements Routes {
    private static final int USUAL = 100;

    private final Events events;

    EventRoutes(Events events) {
        this.events = events;
    }

    @Override
    public Answer answer(AdminRequest request) {
        Map<String, String> query = request.query("after", "limit");
        if (!request.shape(0).equals("GET")) {
            throw request.path().size() > 1 ? Rejection.notFound("no such route") : Rejection.method("GET");
        }
        int limit = (int) Pages.number(query.getOrDefault("limit", String.valueOf(USUAL)), 1, Pages.MOST);
        Optional<Long> after =
                Optional.ofNullable(query.get("after")).map(text -> Pages.number(text, 0, Long.MAX_VALUE));
        List<Event> page = after.map(number -> events.after(number, limit)).orElseGet(() -> events.latest(limit));
        ObjectNode document = Json.document("events");
        ArrayNode list = document.putArray("events");
        page.forEach(event -> put(list.addObject(), event));
        return Json.answer(document.put(
                "next",
                page.isEmpty() ? after.orElse(0L) : (Long) page.getLast().number()));
    }

    private static void put(ObjectNode node, Event event) {
        node.put("number", event.number());
        Json.putTime(node, "at", Optional.of(event.at()))
                .put("way", event.way())
                .put("subject", event.subject());
        event.document().properties().forEach(field -> node.set(field.getKey(), field.getValue()));
    }
}
