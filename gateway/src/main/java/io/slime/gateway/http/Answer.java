package io.slime.gateway.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole response that is in memory already. Immutable; a char of a header value is a byte of the wire. */
public final class Answer {
    private static final byte[] NONE = {};

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Answer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), NONE);
    }

    /** An answer with a body of some type; the bytes are not copied, so they must not change. */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, Collections.unmodifiableMap(more), body);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The header fields, each once. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body, which is not sent to HEAD, with 204 and with 304; not to be changed. */
    public byte[] body() {
        return body;
    }
}
