package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.durability.DurabilityReport;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /durability}: how much may fail, and what would be if some stores did. */
final class DurabilityRoutes implements Routes {
    private final AdminCore core;
    private final ClusterStatuses statuses;

    DurabilityRoutes(AdminCore core, ClusterStatuses statuses) {
        this.core = core;
        this.statuses = statuses;
    }

    @Override
    public Answer answer(AdminRequest request) {
        String without = request.query("without").getOrDefault("without", "");
        if (request.path().size() > 1) {
            throw Rejection.notFound("no such route");
        }
        if (!request.call().method().equals("GET")) {
            throw Rejection.method("GET");
        }
        ClusterStatus status = statuses.anew();
        List<StoreView> stores = status.stores();
        List<UUID> gone = stores(without, stores);
        DurabilityReport report = status.durability();
        ObjectNode document = Json.document("durability");
        document.put("as_of", status.asOf().toString()).put("safety", status.safety());
        DurabilityJson.put(document, report, stores, rate());
        if (!gone.isEmpty()) {
            DurabilityReport then = report.without(gone);
            ObjectNode node = document.putObject("without");
            gone.forEach(store -> node.withArray("stores").add(store.toString()));
            DurabilityJson.put(node.putObject("unreadable"), then.unreadable());
            node.set("spare", DurabilityJson.histogram(then));
        }
        return Json.answer(document);
    }

    /** The stores of a list of UUIDs with commas between them. */
    static List<UUID> stores(String list, List<StoreView> stores) {
        List<UUID> found = new ArrayList<>();
        for (String uuid : list.isEmpty() ? new String[0] : list.split(",", -1)) {
            found.add(stores.stream()
                    .map(StoreView::uuid)
                    .filter(store -> store.toString().equals(uuid))
                    .findFirst()
                    .orElseThrow(() -> Rejection.notFound("there is no store " + uuid)));
        }
        return found;
    }

    /** The pace at which repair last went, where it says so. */
    private Optional<Long> rate() {
        return DatabaseCalls.ask(() -> core.metadata().tasks().list()).stream()
                .filter(task -> task.name().equals("repair"))
                .map(task -> TaskJson.progress(task).path("rate"))
                .filter(rate -> rate.isNumber() && rate.asLong() > 0)
                .map(rate -> rate.asLong())
                .findFirst();
    }
}
