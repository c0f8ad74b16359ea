package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.erasure.Redundancy;
import io.slime.gateway.durability.Durability;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.metadata.redundancy.ClassUse;
import io.slime.metadata.redundancy.Profiles;
import java.io.IOException;
import java.util.Map;

/** {@code /redundancy}: how new objects are spread, by storage class too, and what another way would mean. */
final class RedundancyRoutes implements Routes {
    private final AdminCore core;
    private final RedundancyPlans plans;

    RedundancyRoutes(AdminCore core, Durability durability) {
        this.core = core;
        this.plans = new RedundancyPlans(core, durability);
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        String shape =
                request.shape(request.path().size() > 1 && request.path().get(1).equals("classes") ? 2 : 0);
        if (shape.equals("GET plan")) {
            return plan(request.query("need", "total", "bucket", "class"));
        }
        request.query();
        return switch (shape) {
            case "GET" -> now();
            case "PUT" -> set(request);
            case "GET classes" -> classes();
            case "GET classes/*" -> one(request.path().get(2));
            case "PUT classes/*" -> setClass(request);
            case "DELETE classes/*" -> {
                delete(request.path().get(2));
                yield Answer.empty(204);
            }
            default -> throw wrong(request);
        };
    }

    private void delete(String storageClass) {
        Lifecycles.movingInto(storageClass, core.metadata().buckets()).ifPresent(bucket -> {
            throw new StorageException.Refused("storage class " + storageClass + " is in use: the lifecycle of bucket "
                    + bucket + " moves versions into it");
        });
        core.stores().redundancies().deleteClass(storageClass);
    }

    private static Rejection wrong(AdminRequest request) {
        String second = request.path().size() > 1 ? request.path().get(1) : "";
        return switch (request.path().size()) {
            case 1 -> Rejection.method("GET, PUT");
            case 2 ->
                second.equals("plan") || second.equals("classes")
                        ? Rejection.method("GET")
                        : Rejection.notFound("no such route");
            case 3 ->
                second.equals("classes") ? Rejection.method("GET, PUT, DELETE") : Rejection.notFound("no such route");
            default -> Rejection.notFound("no such route");
        };
    }

    private Answer now() {
        return Json.answer(put(Json.document("redundancy"), core.stores().redundancy()));
    }

    private Answer set(AdminRequest request) throws IOException {
        JsonBody body = request.body("need", "total", "rewrite");
        Redundancy wanted = checked(body.number("need"), body.number("total"));
        core.stores().setRedundancy(wanted, body.optionalTruth("rewrite").orElse(false));
        return now();
    }

    /** All classes; STANDARD, whose redundancy is the cluster's, is the first of them. */
    private Answer classes() {
        Profiles profiles = core.stores().redundancies().profilesNow();
        ObjectNode document = Json.document("storage-classes");
        ArrayNode classes = document.putArray("classes");
        put(classes.addObject().put("name", Profiles.STANDARD), profiles.cluster());
        profiles.classes().forEach((name, redundancy) -> put(classes.addObject(), name, redundancy));
        return Json.answer(document);
    }

    private Answer one(String name) {
        Redundancy redundancy =
                core.stores().redundancies().profilesNow().classes().get(name);
        if (redundancy == null) {
            throw new StorageException.NoSuchStorageClass(name);
        }
        return Json.answer(put(Json.document("storage-class"), name, redundancy));
    }

    private Answer setClass(AdminRequest request) throws IOException {
        String name = request.path().get(2);
        JsonBody body = request.body("need", "total", "rewrite");
        Redundancy wanted = checked(body.number("need"), body.number("total"));
        core.stores()
                .redundancies()
                .setClass(name, wanted, body.optionalTruth("rewrite").orElse(true));
        return one(name);
    }

    private Answer plan(Map<String, String> query) {
        Redundancy planned = checked(number(query, "need"), number(query, "total"));
        return Json.answer(plans.plan(planned, query.getOrDefault("bucket", ""), query.getOrDefault("class", "")));
    }

    private static int number(Map<String, String> query, String name) {
        String text = query.getOrDefault(name, "");
        if (!text.matches("[0-9]{1,6}")) {
            throw Rejection.badRequest("'" + name + "' must be a whole number");
        }
        return Integer.parseInt(text);
    }

    static Redundancy checked(int need, int total) {
        try {
            return new Redundancy(need, total);
        } catch (IllegalArgumentException e) {
            throw Rejection.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode put(ObjectNode node, String name, Redundancy redundancy) {
        ClassUse use = core.stores().redundancies().use(name);
        return put(node.put("name", name), redundancy)
                .put("versions", use.versions())
                .put("bytes", use.bytes());
    }

    static ObjectNode put(ObjectNode node, Redundancy redundancy) {
        return node.put("need", redundancy.need()).put("total", redundancy.total());
    }
}
