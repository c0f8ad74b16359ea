package io.slime.chunkd.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import java.util.Optional;

/**
 * An error as it travels, in JSON: code, message, and what a {@link ChunkException} needs to be made again.
 *
 * @param code what it is
 * @param message what happened and what to do
 * @param reason of a quarantine
 * @param era that was behind, or 0
 * @param highest the era that it was behind of, or 0
 */
public record WireError(ErrorCode code, String message, Optional<String> reason, long era, long highest) {
    /** An error without further facts. */
    public WireError(ErrorCode code, String message) {
        this(code, message, Optional.empty(), 0, 0);
    }

    /** The error that a store's exception travels as. */
    public static WireError of(ChunkException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case ChunkException.Missing _ -> new WireError(ErrorCode.MISSING, message);
            case ChunkException.Quarantined quarantined ->
                new WireError(ErrorCode.QUARANTINED, message, Optional.of(quarantined.reason()), 0, 0);
            case ChunkException.Conflict _ -> new WireError(ErrorCode.CONFLICT, message);
            case ChunkException.StaleStamp _ -> new WireError(ErrorCode.STALE_STAMP, message);
            case ChunkException.EraBehind behind ->
                new WireError(ErrorCode.ERA_BEHIND, message, Optional.empty(), behind.era(), behind.highest());
            case ChunkException.ForeignCluster _ -> new WireError(ErrorCode.FOREIGN_CLUSTER, message);
            case ChunkException.Full _ -> new WireError(ErrorCode.FULL, message);
            case ChunkException.Unreachable _ -> new WireError(ErrorCode.UNREACHABLE, message);
            case ChunkException.Refused _ -> new WireError(ErrorCode.REFUSED, message);
        };
    }

    /**
     * The exception that the caller of the store gets.
     *
     * @param asked the chunk that was asked for, if it was one
     * @param server names the server in messages
     */
    public ChunkException toException(Optional<ChunkId> asked, String server) {
        ChunkException strange = new ChunkException.Unreachable(
                server + " answered " + code.status() + " " + code.code() + ": " + message);
        return switch (code) {
            case MISSING ->
                asked.<ChunkException>map(ChunkException.Missing::new).orElse(strange);
            case QUARANTINED ->
                asked.<ChunkException>map(id -> new ChunkException.Quarantined(id, reason.orElse(message)))
                        .orElse(strange);
            case CONFLICT ->
                asked.<ChunkException>map(ChunkException.Conflict::new).orElse(strange);
            case STALE_STAMP ->
                asked.<ChunkException>map(ChunkException.StaleStamp::new).orElse(strange);
            case ERA_BEHIND -> highest == 0 ? strange : new ChunkException.EraBehind(era, highest);
            case FOREIGN_CLUSTER -> new ChunkException.ForeignCluster(message);
            case FULL -> new ChunkException.Full(message);
            case REFUSED, RANGE, BAD_REQUEST, TOO_LARGE -> new ChunkException.Refused(message);
            case UNREACHABLE -> new ChunkException.Unreachable(message);
            case UNAUTHORIZED, NO_SUCH_ROUTE, NO_SUCH_STORE, METHOD, BUSY, BROKEN -> strange;
        };
    }

    /** The JSON form. */
    public byte[] toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("error", code.code()).put("message", message);
        reason.ifPresent(text -> node.put("reason", text));
        if (code == ErrorCode.ERA_BEHIND) {
            node.put("era", era).put("highest", highest);
        }
        return Json.write(node);
    }

    /**
     * Reads the JSON form.
     *
     * @throws IllegalArgumentException if it is none, or of a code that is not known
     */
    public static WireError parse(byte[] json) {
        JsonNode node = Json.read(json);
        String name = node.path("error").asText();
        return new WireError(
                ErrorCode.of(name).orElseThrow(() -> new IllegalArgumentException("unknown error code " + name)),
                node.path("message").asText(),
                Optional.ofNullable(node.get("reason")).map(JsonNode::asText),
                node.path("era").asLong(),
                node.path("highest").asLong());
    }
}
