package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.http.Answer;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** {@code /status}: one snapshot of everything. */
final class StatusRoutes implements Routes {
    private final AdminCore core;
    private final ClusterStatuses statuses;

    StatusRoutes(AdminCore core, ClusterStatuses statuses) {
        this.core = core;
        this.statuses = statuses;
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
        return Json.answer(document(statuses.now()));
    }

    private ObjectNode document(ClusterStatus status) {
        ObjectNode document = Json.document("status");
        document.put("as_of", status.asOf().toString())
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
        ArrayNode others = document.putArray("redundancies");
        status.others()
                .forEach(
                        (name, other) -> RedundancyRoutes.put(others.addObject().put("of", name), other));
        document.set("capacity", capacity(status));
        document.set("quotas", QuotaJson.all(core.metadata().quotas()));
        document.set("durability", DurabilityJson.histogram(status.durability()));
        document.set("stores", StoreRoutes.all(status.stores(), status.durability()));
        document.set(
                "tasks",
                TaskJson.all(DatabaseCalls.ask(() -> core.metadata().tasks().list()), status.asOf()));
        return document;
    }

    private static ObjectNode capacity(ClusterStatus status) {
        List<StoreView> usable = status.stores().stream()
                .filter(store -> store.connected() && !store.dead() && !StoreJson.conflict(store))
                .toList();
        long capacity = onDrives(usable, StoreView::capacity);
        long free = onDrives(usable, StoreView::free);
        ObjectNode node = Json.object()
                .put("capacity", capacity)
                .put("used", Math.max(0, capacity - free))
                .put("free", free);
        node.put("data", status.durability().all().bytes());
        return node.put("usable_free", status.usableBytes());
    }

    /** Stores of one drive share its space, so it counts once. */
    private static long onDrives(List<StoreView> stores, ToLongFunction<StoreView> number) {
        return stores.stream()
                .collect(Collectors.toMap(
                        store -> store.drive().orElseGet(() -> store.uuid().toString()),
                        number::applyAsLong,
                        Math::max))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
