package io.slime.chunkd.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkId;
import java.util.ArrayList;
import java.util.List;

/** Deletions in JSON: {@code {"chunks":[{"id":…,"stamp":…}]}}; the answer has those that were refused, in the same form. */
public final class DeletionsForm {
    /** Most deletions in one request. */
    public static final int MOST = 1_000;

    private DeletionsForm() {}

    /** Writes deletions. */
    public static byte[] write(List<ChunkDeletion> deletions) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode array = node.putArray("chunks");
        for (ChunkDeletion deletion : deletions) {
            array.addObject().put("id", deletion.id().toString()).put("stamp", deletion.stamp());
        }
        return Json.write(node);
    }

    /**
     * Reads deletions.
     *
     * @throws IllegalArgumentException if they are none, or more than {@link #MOST}
     */
    public static List<ChunkDeletion> parse(byte[] json) {
        List<ChunkDeletion> deletions = new ArrayList<>();
        for (JsonNode node : Json.array(Json.read(json).path("chunks"), "'chunks'")) {
            deletions.add(new ChunkDeletion(ChunkId.parse(Json.text(node, "id")), Json.number(node, "stamp")));
        }
        if (deletions.size() > MOST) {
            throw new IllegalArgumentException(deletions.size() + " deletions in one request; at most " + MOST);
        }
        return deletions;
    }
}
