package io.slime.chunkd.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import java.util.ArrayList;
import java.util.List;

/** A page of a store's listing in JSON: an array of id, length, stamp. */
public final class ListingForm {
    private ListingForm() {}

    /** Writes a page. */
    public static byte[] write(List<ChunkStat> page) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(page.size());
        for (ChunkStat stat : page) {
            array.addObject()
                    .put("id", stat.id().toString())
                    .put("length", stat.length())
                    .put("stamp", stat.stamp());
        }
        return Json.write(array);
    }

    /**
     * Reads a page.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static List<ChunkStat> parse(byte[] json) {
        List<ChunkStat> page = new ArrayList<>();
        for (JsonNode node : Json.array(Json.read(json), "the listing")) {
            page.add(new ChunkStat(
                    ChunkId.parse(Json.text(node, "id")), Json.number(node, "length"), Json.number(node, "stamp")));
        }
        return page;
    }
}
