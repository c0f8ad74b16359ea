package io.slime.compat.torture;

import io.slime.compat.fixture.Endpoint;
import io.slime.compat.torture.Wire.Answer;
import java.io.IOException;
import java.util.Optional;

/** Calls by the native API on keys of the same bucket. */
final class NativeCalls {
    private final Book book;
    private final Calls calls;
    private final Wire wire;
    private final String bucket;

    NativeCalls(Book book, Wire wire, String bucket) {
        this.book = book;
        this.calls = new Calls(book);
        this.wire = wire;
        this.bucket = bucket;
    }

    Optional<Sight> sight(String key) {
        return calls.sight(key);
    }

    private Answer send(Endpoint endpoint, String method, String key, Condition condition, byte[] body)
            throws IOException {
        String head = method + " /data/" + bucket + "/" + key + " HTTP/1.1\r\nHost: "
                + endpoint.nativeApi().getAuthority() + "\r\nContent-Length: " + body.length
                + condition
                        .header()
                        .map(header -> "\r\n" + header.name() + ": " + header.value())
                        .orElse("");
        return wire.exchange(endpoint.nativeApi(), head, body);
    }

    void put(Endpoint endpoint, String key, int size, Condition condition) {
        Written write = book.begin(key, size);
        byte[] bytes = calls.payload(write);
        Call call = Call.begin(
                book, condition.header().map(h -> "native put " + h.name()).orElse("native put"), key);
        calls.write(call, condition, write.id(), () -> send(endpoint, "PUT", key, condition, bytes))
                .ifPresent(answer -> {
                    calls.verifyEtag(call, answer.etag(), write.content());
                    calls.saw(key, answer.etag(), write.content());
                });
    }

    void get(Endpoint endpoint, String key) {
        Call call = Call.begin(book, "native get", key);
        calls.read(call, () -> send(endpoint, "GET", key, Condition.none(), new byte[0]))
                .ifPresent(answer -> calls.verify(call, answer.body(), 0).ifPresent(content -> {
                    calls.verifySize(call, content, answer.body().length);
                    calls.verifyEtag(call, answer.etag(), content);
                    calls.saw(key, answer.etag(), content);
                    call.saw(Guard.content(content));
                }));
    }

    /** Deletes; unlike S3 it tells whether there was something. */
    void delete(Endpoint endpoint, String key, Condition condition) {
        boolean conditional = condition.header().isPresent();
        Condition told =
                conditional ? condition : new Condition(Optional.empty(), Guard.present(), Optional.of(Guard.absent()));
        Call call = Call.begin(book, conditional ? "native delete If-Match" : "native delete", key);
        calls.write(call, told, Guard.ABSENT_STATE, () -> send(endpoint, "DELETE", key, condition, new byte[0]));
    }
}
