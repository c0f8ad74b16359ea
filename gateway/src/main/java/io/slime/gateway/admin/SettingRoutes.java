package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.http.Answer;
import java.io.IOException;
import java.util.List;

/** {@code /settings}: what holds for the whole cluster. */
final class SettingRoutes implements Routes {
    private final List<Setting> settings;

    SettingRoutes(List<Setting> settings) {
        this.settings = settings;
    }

    @Override
    public Answer answer(AdminRequest request) throws IOException {
        request.query();
        List<String> path = request.path();
        return switch (request.shape(1)) {
            case "GET" -> list();
            case "GET *" -> one(find(path.get(1)));
            case "PUT *" -> {
                Setting setting = find(path.get(1));
                String value = request.body("value").text("value");
                try {
                    setting.write().accept(value);
                } catch (IllegalArgumentException e) {
                    throw Rejection.badRequest(String.valueOf(e.getMessage()));
                }
                yield one(setting);
            }
            default ->
                throw path.size() == 1
                        ? Rejection.method("GET")
                        : path.size() == 2 ? Rejection.method("GET, PUT") : Rejection.notFound("no such route");
        };
    }

    private Answer list() {
        ObjectNode document = Json.document("settings");
        ArrayNode list = document.putArray("settings");
        settings.forEach(setting -> list.add(put(Json.object(), setting)));
        return Json.answer(document);
    }

    private static Answer one(Setting setting) {
        return Json.answer(put(Json.document("setting"), setting));
    }

    private static ObjectNode put(ObjectNode node, Setting setting) {
        return node.put("name", setting.name())
                .put("value", setting.read().get())
                .put("default", setting.standard())
                .put("description", setting.description());
    }

    private Setting find(String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("there is no setting '" + name + "'"));
    }
}
