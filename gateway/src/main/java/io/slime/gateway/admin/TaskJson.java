package io.slime.gateway.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.metadata.task.TaskRow;
import java.time.Instant;
import java.util.List;

/** Background tasks as the admin API shows them. */
final class TaskJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NUMBERS = List.of("done", "total", "rate", "eta_seconds");

    private TaskJson() {}

    static ArrayNode all(List<TaskRow> tasks, Instant now) {
        ArrayNode list = Json.array();
        for (TaskRow task : tasks) {
            String state = task.paused() ? "paused" : task.leaseUntil().isAfter(now) ? "running" : "idle";
            ObjectNode node = list.addObject().put("name", task.name()).put("state", state);
            JsonNode progress = progress(task);
            for (String name : NUMBERS) {
                JsonNode value = progress.path(name);
                if (value.isNumber()) {
                    node.put(name, value.asLong());
                } else {
                    node.putNull(name);
                }
            }
            node.put("reason", task.reason().orElse(null));
        }
        return list;
    }

    private static JsonNode progress(TaskRow task) {
        try {
            return JSON.readTree(task.progress());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
