package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.http.Answer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** {@code /status}: one snapshot of everything. */
final class StatusRoutes implements Routes {
    private final AdminCore core;
    private final Census census;
    private final InstantSource clock;

    StatusRoutes(AdminCore core, Census census, InstantSource clock) {
        this.core = core;
        this.census = census;
        this.clock = clock;
    }

    @Override
    public Answer answer(AdminRequest request) {
        request.query();
        if (request.path().size() > 1) {
            throw Rejection.notFound("no such route");
        }
        if (!request.call().method().equals("GET")) {
            throw Rejection.method("GET");
        }
        return Json.answer(document(look()));
    }

    private ClusterStatus look() {
        List<StoreView> stores = core.stores().list();
        List<StoreView> present = stores.stream()
                .filter(store -> store.connected() && !StoreJson.conflict(store))
                .toList();
        List<StoreView> returning = stores.stream()
                .filter(store -> store.connected() || !store.dead())
                .toList();
        long lost = census.spare(returning)
                .map(counts -> counts.getOrDefault(-1, 0L))
                .orElse(0L);
        Map<Integer, Long> waiting =
                DatabaseCalls.ask(() -> core.metadata().repairs().histogram());
        return new ClusterStatus(
                clock.instant(),
                core.stores().redundancy(),
                stores,
                core.cluster().usable(),
                census.spare(present),
                lost,
                waiting.values().stream().mapToLong(Long::longValue).sum(),
                core.deletionFrozen().get());
    }

    private ObjectNode document(ClusterStatus status) {
        ObjectNode document = Json.document("status");
        Json.putTime(document, "as_of", Optional.of(status.asOf()))
                .put("cluster", core.cluster().id().toString())
                .put("state", status.state())
                .put("safety", status.safety());
        ArrayNode problems = document.putArray("problems");
        for (ClusterStatus.Problem problem : status.problems()) {
            problems.addObject()
                    .put("reason", problem.reason())
                    .put("action", problem.action().orElse(null));
        }
        document.put("deletion_frozen", status.frozen().orElse(null));
        document.set("redundancy", RedundancyRoutes.put(Json.object(), status.redundancy()));
        document.set("capacity", capacity(status.stores()));
        ArrayNode durability = document.putArray("durability");
        status.spare()
                .ifPresent(counts -> counts.forEach((spare, extents) ->
                        durability.addObject().put("spare", spare).put("extents", extents)));
        document.set("stores", StoreRoutes.all(status.stores(), census));
        document.set(
                "tasks",
                TaskJson.all(DatabaseCalls.ask(() -> core.metadata().tasks().list()), status.asOf()));
        return document;
    }

    private ObjectNode capacity(List<StoreView> stores) {
        List<StoreView> usable = stores.stream()
                .filter(store -> store.connected() && !store.dead() && !StoreJson.conflict(store))
                .toList();
        long capacity = sum(usable, StoreView::capacity);
        long free = sum(usable, StoreView::free);
        ObjectNode node = Json.object()
                .put("capacity", capacity)
                .put("used", Math.max(0, capacity - free))
                .put("free", free);
        census.dataBytes().ifPresentOrElse(bytes -> node.put("data", bytes), () -> node.putNull("data"));
        return node.put("usable_free", core.stores().usableBytes());
    }

    private static long sum(List<StoreView> stores, ToLongFunction<StoreView> number) {
        return stores.stream().mapToLong(number).sum();
    }
}
