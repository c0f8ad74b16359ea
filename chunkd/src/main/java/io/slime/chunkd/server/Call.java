package io.slime.chunkd.server;

import io.slime.chunkd.wire.Fields;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/** One request and its answer, for the one thread that serves it. */
final class Call {
    /** One write moves at most this much: NIO copies a heap buffer through a direct one of the same size. */
    private static final int MOST_PER_WRITE = 256 * 1024;

    private final HttpServerExchange exchange;
    private final Duration answerWait;
    private final RequestBody body;
    private IntFunction<Optional<String>> proof = status -> Optional.empty();
    private @Nullable StreamSinkChannel sink;
    private boolean whole;

    Call(HttpServerExchange exchange, ChunkServerConfig.Limits limits) {
        this.exchange = exchange;
        answerWait = limits.answerWait();
        body = new RequestBody(exchange, limits.bodyWait());
    }

    String method() {
        return exchange.getRequestMethod().toString();
    }

    /** Whether this is a HEAD, whose answer has no body. */
    boolean isHead() {
        return method().equals("HEAD");
    }

    String path() {
        return exchange.getRequestURI();
    }

    /** Path and query as on the request line. */
    String target() {
        String query = exchange.getQueryString();
        return query.isEmpty() ? path() : path() + '?' + query;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /**
     * The query's parameters, which need no decoding.
     *
     * @throws Refusal if one is not among those known, or there twice
     */
    Map<String, String> query(Set<String> known) {
        Map<String, String> values = new HashMap<>();
        String query = exchange.getQueryString();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!known.contains(name) || values.put(name, pair.substring(equals + 1)) != null) {
                throw Refusal.bad("the query parameter '" + name + "' is unknown or there twice; known are " + known);
            }
        }
        return values;
    }

    RequestBody body() {
        return body;
    }

    /** Says how answers are proven from now on. */
    void prove(IntFunction<Optional<String>> answerProof) {
        proof = answerProof;
    }

    Call set(String name, String value) {
        exchange.getResponseHeaders().put(new HttpString(name), value);
        return this;
    }

    /** Whether an answer began, after which it cannot be another. */
    boolean begun() {
        return sink != null;
    }

    /** Answers without a body. */
    void empty(int status) throws IOException {
        begin(status, status == 204 ? -1 : 0);
        finish();
    }

    /** Answers HEAD with the length that the body would have. */
    void head(long length) throws IOException {
        begin(200, length);
        finish();
    }

    void json(int status, byte[] json) throws IOException {
        send(status, "application/json", json);
    }

    void text(String text) throws IOException {
        send(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        begin(status, bytes.length);
        if (!isHead()) {
            write(bytes, bytes.length);
        }
        finish();
    }

    /** Begins an answer, whose head goes out with the first bytes of its body. */
    void begin(int status, long length) throws IOException {
        exchange.setStatusCode(status);
        if (length >= 0) {
            exchange.setResponseContentLength(length);
        }
        proof.apply(status).ifPresent(text -> set(Fields.PROOF, text));
        if (!body.worthDraining()) {
            exchange.setPersistent(false);
        }
        StreamSinkChannel channel = exchange.getResponseChannel();
        if (channel == null) {
            throw new IOException("the response channel is taken");
        }
        sink = channel;
    }

    void write(byte[] bytes, int length) throws IOException {
        StreamSinkChannel channel = begunSink();
        ByteBuffer data = ByteBuffer.wrap(bytes, 0, length);
        while (data.position() < length) {
            data.limit(Math.min(length, data.position() + MOST_PER_WRITE));
            if (channel.write(data) == 0) {
                Readiness.awaitWritable(channel, answerWait);
            }
        }
    }

    /** Says that the answer is whole, and waits until the client's socket took it. */
    void finish() throws IOException {
        StreamSinkChannel channel = begunSink();
        channel.shutdownWrites();
        while (!channel.flush()) {
            Readiness.awaitWritable(channel, answerWait);
        }
        whole = true;
    }

    private StreamSinkChannel begunSink() {
        StreamSinkChannel channel = sink;
        if (channel == null) {
            throw new IllegalStateException("no answer was begun");
        }
        return channel;
    }

    /** Drops the answer's headers that were set. */
    void clear() {
        exchange.getResponseHeaders().clear();
    }

    /** Ends the exchange: keeps the connection, or closes it if the answer is not whole or too much of the request is left. */
    void end() {
        if (!whole || !body.drain()) {
            IoUtils.safeClose(exchange.getConnection());
        }
        exchange.endExchange();
    }

    /** The line of the log. */
    @Override
    public String toString() {
        return method() + ' ' + target() + ' ' + (sink == null ? "-" : exchange.getStatusCode());
    }
}
