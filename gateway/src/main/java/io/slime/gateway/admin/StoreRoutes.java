package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.durability.DurabilityReport;
import io.slime.gateway.http.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.UUID;

/** {@code /stores}: what there is, and what an operator does to it. */
final class StoreRoutes implements Routes {
    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final AdminCore core;
    private final ClusterStatuses statuses;

    StoreRoutes(AdminCore core, ClusterStatuses statuses) {
        this.core = core;
        this.statuses = statuses;
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        request.query();
        List<String> path = request.path();
        boolean named = path.size() > 1 && path.get(1).matches(UUID_FORM);
        return switch (request.shape(named ? 1 : 0)) {
            case "GET" -> list();
            case "POST scan" -> scan(request.body("url").text("url"));
            case "POST rescan" -> {
                request.body();
                core.stores().rescan();
                yield list();
            }
            case "GET *" -> one(find(path.get(1)).uuid());
            case "POST */dead" -> decide(request, true);
            case "POST */undead" -> decide(request, false);
            case "DELETE *" -> {
                core.stores().delete(find(path.get(1)).uuid());
                yield Answer.empty(204);
            }
            default -> throw wrong(path, named);
        };
    }

    private static Rejection wrong(List<String> path, boolean named) {
        String last = path.getLast();
        return switch (path.size()) {
            case 1 -> Rejection.method("GET");
            case 2 ->
                named
                        ? Rejection.method("GET, DELETE")
                        : last.equals("scan") || last.equals("rescan")
                                ? Rejection.method("POST")
                                : Rejection.notFound("there is no store " + last);
            case 3 ->
                named && (last.equals("dead") || last.equals("undead"))
                        ? Rejection.method("POST")
                        : Rejection.notFound("no such route");
            default -> Rejection.notFound("no such route");
        };
    }

    private Answer list() {
        ObjectNode document = Json.document("stores");
        ClusterStatus status = statuses.now();
        document.put("as_of", status.asOf().toString());
        document.set("stores", all(status.stores(), status.durability()));
        return Json.answer(document);
    }

    static ArrayNode all(List<StoreView> stores, DurabilityReport report) {
        ArrayNode list = Json.array();
        stores.forEach(store -> list.add(StoreJson.put(Json.object(), store, report.naming(store.uuid()))));
        return list;
    }

    private Answer scan(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("(?i)https?")) {
                throw Rejection.badRequest("'" + url + "' is not the URL of a chunk server, such as http://host:17941");
            }
        } catch (URISyntaxException e) {
            throw Rejection.badRequest("'" + url + "' is not a URL");
        }
        core.stores().scan(url);
        return list();
    }

    private Answer decide(AdminRequest request, boolean dead) throws IOException {
        request.body();
        UUID store = find(request.path().get(1)).uuid();
        core.stores().setDead(store, dead);
        return one(store);
    }

    /** By the counters of now, since what can be done with it follows from them. */
    private Answer one(UUID uuid) {
        ClusterStatus status = statuses.anew();
        StoreView store = status.stores().stream()
                .filter(each -> each.uuid().equals(uuid))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("there is no store " + uuid));
        return Json.answer(
                StoreJson.put(Json.document("store"), store, status.durability().naming(uuid)));
    }

    private StoreView find(String uuid) {
        return core.stores().list().stream()
                .filter(store -> store.uuid().toString().equals(uuid))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("there is no store " + uuid));
    }
}
