package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.erasure.Redundancy;
import io.slime.gateway.http.Answer;
import java.io.IOException;
import java.util.Map;

/** {@code /redundancy}: how new objects are spread, and what another way would mean. */
final class RedundancyRoutes implements Routes {
    private final AdminCore core;

    RedundancyRoutes(AdminCore core) {
        this.core = core;
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
        if (body.optionalTruth("rewrite").orElse(false)) {
            throw Rejection.of(501, "this release does not rewrite what is stored already");
        }
        core.stores().setRedundancy(wanted);
        return now();
    }

    private Answer plan(Map<String, String> query) {
        Redundancy planned = checked(number(query, "need"), number(query, "total"));
        ObjectNode plan = Json.document("redundancy-plan");
        plan.set("now", put(Json.object(), core.stores().redundancy()));
        plan.set("planned", put(Json.object(), planned));
        return Json.answer(plan.put("usable_stores", core.cluster().usable()));
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
