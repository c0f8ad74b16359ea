package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.account.AccessKey;
import io.slime.gateway.event.Change;
import io.slime.gateway.event.Events;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers requests, and keeps those that changed something: who, what, from where, and what the thing was before and is after. */
final class Audit {
    private static final JsonMapper JSON = new JsonMapper();

    /** Those of whose things a GET shows all that can be changed. */
    private static final Set<String> SHOWN = Set.of("buckets", "users", "keys", "settings", "stores", "redundancy");

    private final Events events;

    Audit(Events events) {
        this.events = events;
    }

    static boolean changes(HttpCall call) {
        return !call.method().equals("GET") && !call.method().equals("HEAD");
    }

    Answer answer(Routes noun, AdminRequest request, AccessKey key) throws IOException {
        if (!changes(request.call())) {
            return noun.answer(request);
        }
        Optional<JsonNode> before = look(noun, request);
        Answer answer = noun.answer(request);
        if (answer.status() < 300) {
            Optional<JsonNode> after = look(noun, request).or(() -> body(answer));
            keep(request, key, before, after);
        }
        return answer;
    }

    /** Keeps a change whose answer is a stream of its own. */
    void streamed(AdminRequest request, AccessKey key) {
        keep(request, key, Optional.empty(), Optional.empty());
    }

    private void keep(AdminRequest request, AccessKey key, Optional<JsonNode> before, Optional<JsonNode> after) {
        HttpCall call = request.call();
        Change.Author by = new Change.Author(
                "admin",
                key.user().name(),
                Optional.of(key.accessKeyId()),
                call.client().getHostAddress(),
                call.requestId());
        String what = call.method() + " " + String.join("/", request.path());
        events.record(new Change(by, what, String.join("/", thing(request.path())), before, after));
    }

    /** The path of the thing that a request is about. */
    private static List<String> thing(List<String> path) {
        int length = path.getFirst().equals("redundancy") ? path.size() : Math.min(2, path.size());
        return path.subList(0, length);
    }

    private static Optional<JsonNode> look(Routes noun, AdminRequest request) {
        List<String> thing = thing(request.path());
        boolean shown = SHOWN.contains(thing.getFirst())
                && (thing.size() > 1 || thing.getFirst().equals("redundancy"))
                && !(thing.getFirst().equals("stores")
                        && request.path().size() == 2
                        && !thing.getLast().contains("-"));
        if (!shown) {
            return Optional.empty();
        }
        try {
            return body(noun.answer(new AdminRequest(request.call(), thing, request.signature(), "GET")));
        } catch (Rejection | StorageException | IOException e) {
            return Optional.empty(); // not there, before or after
        }
    }

    private static Optional<JsonNode> body(Answer answer) {
        try {
            JsonNode node = JSON.readTree(answer.body());
            if (node instanceof ObjectNode object) {
                object.remove("can"); // follows from the rest, and from others
                return Optional.of(object);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no JSON
        }
    }
}
