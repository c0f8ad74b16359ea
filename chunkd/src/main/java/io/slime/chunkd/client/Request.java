package io.slime.chunkd.client;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.wire.ClusterSecret;
import io.slime.chunkd.wire.Fields;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request before it is signed; may be sent again. */
final class Request {
    private final String method;
    private final String target;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private Optional<ChunkId> chunk = Optional.empty();
    private ByteBuffer body = ByteBuffer.allocate(0);

    Request(String method, String target) {
        this.method = method;
        this.target = target;
    }

    /** Says which chunk it is about. */
    Request about(ChunkId id) {
        chunk = Optional.of(id);
        return this;
    }

    Request with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    Request era(long era) {
        return with(Fields.ERA, Long.toString(era));
    }

    /** Gives it a body whose digest is not signed. */
    Request data(byte[] bytes, int length) {
        body = ByteBuffer.wrap(bytes, 0, length);
        return with("content-length", Integer.toString(length));
    }

    /** Gives it a body whose digest is signed. */
    Request body(byte[] bytes) {
        return data(bytes, bytes.length).with(Fields.DIGEST, ClusterSecret.digest(bytes));
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    Optional<ChunkId> chunk() {
        return chunk;
    }

    Map<String, String> fields() {
        return fields;
    }

    ByteBuffer body() {
        return body.duplicate();
    }
}
