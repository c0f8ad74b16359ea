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
import java.util.Optional;

/** Background tasks as the admin API shows them. */
final class TaskJson {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NUMBERS = List.of("done", "total", "rate", "eta_seconds");

    private TaskJson() {}

    static ArrayNode all(List<TaskRow> tasks, Instant now) {
        ArrayNode list = Json.array();
        tasks.forEach(task -> put(list.addObject(), task, now));
        return list;
    }

    /** A task that never ran. */
    static TaskRow never(String name) {
        return new TaskRow(name, Optional.empty(), Instant.EPOCH, Optional.empty(), "{}", false, Optional.empty());
    }

    static ObjectNode put(ObjectNode node, TaskRow task, Instant now) {
        boolean leased = task.holder().isPresent() && task.leaseUntil().isAfter(now);
        node.put("name", task.name()).put("state", task.paused() ? "paused" : leased ? "running" : "idle");
        JsonNode progress = progress(task);
        for (String name : NUMBERS) {
            JsonNode value = progress.path(name);
            if (value.isNumber()) {
                node.put(name, value.asLong());
            } else {
                node.putNull(name);
            }
        }
        return node.put("reason", task.reason().orElse(null));
    }

    /** A number of the task's progress; 0 where there is none. */
    static long number(TaskRow task, String name) {
        return progress(task).path(name).asLong(0);
    }

    static JsonNode progress(TaskRow task) {
        try {
            return JSON.readTree(task.progress());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
