package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.Survival;
import io.slime.gateway.durability.Durability;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.http.Answer;
import java.io.IOException;
import java.util.Map;

/** {@code /redundancy}: how new objects are spread, and what another way would mean. */
final class RedundancyRoutes implements Routes {
    private static final int MOST_CONTENTS = 1_000_000;

    private final AdminCore core;
    private final Durability durability;

    RedundancyRoutes(AdminCore core, Durability durability) {
        this.core = core;
        this.durability = durability;
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        return switch (request.shape(0)) {
            case "GET" -> {
                request.query();
                yield now();
            }
            case "PUT" -> set(request);
            case "GET plan" -> plan(request.query("need", "total"));
            default -> throw wrong(request);
        };
    }

    private static Rejection wrong(AdminRequest request) {
        return switch (request.path().size()) {
            case 1 -> Rejection.method("GET, PUT");
            case 2 ->
                request.path().get(1).equals("plan") ? Rejection.method("GET") : Rejection.notFound("no such route");
            default -> Rejection.notFound("no such route");
        };
    }

    private Answer now() {
        return Json.answer(put(Json.document("redundancy"), core.stores().redundancy()));
    }

    private Answer set(AdminRequest request) throws IOException {
        request.query();
        JsonBody body = request.body("need", "total", "rewrite");
        Redundancy wanted = checked(body.number("need"), body.number("total"));
        core.stores().setRedundancy(wanted, body.optionalTruth("rewrite").orElse(false));
        return now();
    }

    private Answer plan(Map<String, String> query) {
        Redundancy planned = checked(number(query, "need"), number(query, "total"));
        ObjectNode plan = Json.document("redundancy-plan");
        Redundancy now = core.stores().redundancy();
        plan.set("now", survival(put(Json.object(), now), core.stores().survival(now)));
        Survival survival = core.stores().survival(planned);
        plan.set("planned", survival(put(Json.object(), planned), survival));
        plan.put("usable_stores", survival.usableStores()).put("usable_domains", survival.usableDomains());
        plan.set("rewrite", rewrite(planned));
        return Json.answer(plan);
    }

    private static ObjectNode survival(ObjectNode node, Survival survival) {
        return node.put("chunks", survival.chunks())
                .put("chunks_per_domain", survival.perDomain())
                .put("survives_stores", survival.stores())
                .put("survives_domains", survival.domains());
    }

    /** What would be coded anew, and how long that takes at the speed of the last time. */
    private ObjectNode rewrite(Redundancy planned) {
        long contents = DatabaseCalls.ask(() -> core.metadata().extents().countCodedOtherwise(planned, MOST_CONTENTS));
        ObjectNode rewrite = Json.object().put("contents", contents);
        long rate = DatabaseCalls.ask(() -> core.metadata().tasks().find("re-encode"))
                .map(row -> TaskJson.number(row, "rate"))
                .orElse(0L);
        long bytes = contents == 0
                ? 0
                : durability.report(core.cluster().views()).all().bytes();
        rewrite.put("bytes", bytes);
        return rate > 0 ? rewrite.put("seconds", bytes / rate) : rewrite.putNull("seconds");
    }

    private static int number(Map<String, String> query, String name) {
        String text = query.getOrDefault(name, "");
        if (!text.matches("[0-9]{1,6}")) {
            throw Rejection.badRequest("'" + name + "' must be a whole number");
        }
        return Integer.parseInt(text);
    }

    private static Redundancy checked(int need, int total) {
        try {
            return new Redundancy(need, total);
        } catch (IllegalArgumentException e) {
            throw Rejection.badRequest(String.valueOf(e.getMessage()));
        }
    }

    static ObjectNode put(ObjectNode node, Redundancy redundancy) {
        return node.put("need", redundancy.need()).put("total", redundancy.total());
    }
}
