package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.AdminClient;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the one store that a word means: its UUID or name, or a part that only one has. */
final class StoreChoice {
    private StoreChoice() {}

    /**
     * The store meant.
     *
     * @throws CommandFailure if there is none, or more than one
     */
    static JsonNode find(AdminClient client, String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        List<JsonNode> matching = new ArrayList<>();
        for (JsonNode store : client.get("/stores").path("stores")) {
            String uuid = store.path("uuid").asText();
            String name = store.path("name").asText("");
            if (uuid.equals(wanted) || name.equals(word)) {
                return store;
            }
            if (uuid.contains(wanted) || name.contains(word)) {
                matching.add(store);
            }
        }
        if (matching.isEmpty()) {
            throw new CommandFailure(Exit.FAILED, "there is no store \"" + word + "\"", "slime store list");
        }
        if (matching.size() > 1) {
            String names = matching.stream().map(StoreChoice::label).collect(Collectors.joining(", "));
            throw new CommandFailure(
                    Exit.USAGE,
                    "\"" + word + "\" matches " + matching.size() + " stores: " + names,
                    "name one of them");
        }
        return matching.getFirst();
    }

    /** The route of a store. */
    static String route(JsonNode store) {
        return "/stores/" + store.path("uuid").asText();
    }

    /** Name and short UUID. */
    static String label(JsonNode store) {
        return StoreTable.name(store) + " " + shortUuid(store);
    }

    /** The first eight digits of the UUID. */
    static String shortUuid(JsonNode store) {
        String uuid = store.path("uuid").asText();
        return uuid.substring(0, Math.min(8, uuid.length()));
    }
}
