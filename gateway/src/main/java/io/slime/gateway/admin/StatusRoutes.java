package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.durability.Durability;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.http.Answer;
import io.slime.metadata.redundancy.Profiles;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** {@code /status}: one snapshot of everything. */
final class StatusRoutes implements Routes {
    private static final int MOST_BUCKETS = 100;

    private final AdminCore core;
    private final Durability durability;
    private final InstantSource clock;

    StatusRoutes(AdminCore core, Durability durability, InstantSource clock) {
        this.core = core;
        this.durability = durability;
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
        Profiles profiles = core.stores().redundancies().profiles();
        Map<Integer, Long> waiting =
                DatabaseCalls.ask(() -> core.metadata().repairs().histogram());
        return new ClusterStatus(
                clock.instant(),
                profiles.cluster(),
                others(profiles),
                stores,
                core.cluster().usable(),
                durability.report(stores),
                waiting.values().stream().mapToLong(Long::longValue).sum(),
                core.deletionFrozen().get());
    }

    private static Map<String, Redundancy> others(Profiles profiles) {
        Map<String, Redundancy> others = new LinkedHashMap<>();
        profiles.classes().forEach((name, redundancy) -> others.put("class " + name, redundancy));
        profiles.buckets().entrySet().stream()
                .limit(MOST_BUCKETS)
                .forEach(bucket -> others.put("bucket " + bucket.getKey(), bucket.getValue()));
        return others;
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

    private ObjectNode capacity(ClusterStatus status) {
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
        return node.put("usable_free", core.stores().usableBytes());
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
