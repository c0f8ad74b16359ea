package io.slime.compat.torture;

import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.RawRequest;
import io.slime.compat.torture.Wire.Answer;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Calls by S3 on single keys. */
final class S3Calls {
    private static final String META = "x-amz-meta-write";

    private final Book book;
    private final Calls calls;
    private final Wire wire;
    private final String bucket;

    S3Calls(Book book, Wire wire, String bucket) {
        this.book = book;
        this.calls = new Calls(book);
        this.wire = wire;
        this.bucket = bucket;
    }

    Optional<Sight> sight(String key) {
        return calls.sight(key);
    }

    Calls calls() {
        return calls;
    }

    RawRequest request(Endpoint endpoint, String method, String key) {
        return RawRequest.of(endpoint, method, "/" + bucket + "/" + key);
    }

    Answer send(Endpoint endpoint, RawRequest request, byte[] body) throws IOException {
        return wire.exchange(endpoint.s3(), request.body(body).head(), body);
    }

    Answer send(Endpoint endpoint, RawRequest request) throws IOException {
        return send(endpoint, request, new byte[0]);
    }

    /** Puts an object; whether that was acknowledged. */
    boolean put(Endpoint endpoint, String key, int size, Condition condition) {
        Written write = book.begin(key, size);
        byte[] bytes = calls.payload(write);
        RawRequest request = request(endpoint, "PUT", key).header(META, Long.toString(write.id()));
        condition.header().ifPresent(header -> request.header(header.name(), header.value()));
        Call call = Call.begin(
                book, condition.header().map(h -> "s3 put " + h.name()).orElse("s3 put"), key);
        Optional<Answer> done = calls.write(call, condition, write.id(), () -> send(endpoint, request, bytes));
        done.ifPresent(answer -> {
            calls.verifyEtag(call, answer.etag(), write.content());
            calls.saw(key, answer.etag(), write.content());
        });
        return done.isPresent();
    }

    /** Reads a key whole; whether there was an answer. */
    boolean get(Endpoint endpoint, String key) {
        Call call = Call.begin(book, "s3 get", key);
        Optional<Answer> found = calls.read(call, () -> send(endpoint, request(endpoint, "GET", key)));
        found.ifPresent(answer -> {
            Optional<Long> content = calls.verify(call, answer.body(), 0);
            if (content.isPresent()) {
                calls.verifySize(call, content.get(), answer.body().length);
                calls.verifyEtag(call, answer.etag(), content.get());
                seen(call, answer, content.get());
            }
        });
        return found.isPresent();
    }

    /** Reads a range of a key. */
    void range(Endpoint endpoint, String key, int from, int length) {
        Call call = Call.begin(book, "s3 range", key);
        RawRequest request = request(endpoint, "GET", key).header("Range", "bytes=" + from + "-" + (from + length - 1));
        calls.read(call, () -> send(endpoint, request)).ifPresent(answer -> {
            if (answer.body().length < Payload.SMALLEST) {
                call.failed();
            } else {
                calls.verify(call, answer.body(), from).ifPresent(content -> seen(call, answer, content));
            }
        });
    }

    void head(Endpoint endpoint, String key) {
        Call call = Call.begin(book, "s3 head", key);
        calls.read(call, () -> send(endpoint, request(endpoint, "HEAD", key))).ifPresent(answer -> {
            Optional<Long> content = book.contentOf(answer.etag());
            if (content.isEmpty()) {
                book.finding("s3 head of %s: nobody wrote ETag %s".formatted(key, answer.etag()));
            } else {
                String length = answer.header("content-length").orElse("-1");
                calls.verifySize(call, content.get(), Integer.parseInt(length));
                seen(call, answer, content.get());
            }
        });
    }

    /** Writes down which write was seen. */
    private void seen(Call call, Answer answer, long content) {
        OptionalLong meta =
                answer.header(META).stream().mapToLong(Long::parseLong).findFirst();
        long id = meta.orElse(content);
        Optional<Written> write = book.written(id);
        if (write.isEmpty()
                || write.get().content() != content
                || !write.get().key().equals(call.key())) {
            book.finding("%s of %s: content %d with the metadata of write %d"
                    .formatted(call.kind(), call.key(), content, id));
            return;
        }
        calls.saw(call.key(), answer.etag(), content);
        call.saw(Guard.write(id));
    }

    void delete(Endpoint endpoint, String key) {
        Call call = Call.begin(book, "s3 delete", key);
        calls.write(call, Condition.none(), Guard.ABSENT_STATE, () -> send(endpoint, request(endpoint, "DELETE", key)));
    }

    /** Copies what was last seen of another key, if it is still there. */
    void copy(Endpoint endpoint, String source, String key) {
        Optional<Sight> sight = calls.sight(source);
        Optional<Written> origin = sight.flatMap(s -> book.written(s.content()));
        if (origin.isEmpty() || source.equals(key)) {
            return;
        }
        Written write = book.copy(key, origin.get());
        RawRequest request = request(endpoint, "PUT", key)
                .header("x-amz-copy-source", "/" + bucket + "/" + source)
                .header("x-amz-copy-source-if-match", sight.get().etag())
                .header("x-amz-metadata-directive", "REPLACE")
                .header(META, Long.toString(write.id()));
        Call call = Call.begin(book, "s3 copy", key);
        Call reading = Call.begin(book, "s3 copy source", source);
        Condition condition = new Condition(Optional.empty(), Guard.any(), Optional.of(Guard.any()));
        int[] status = {0};
        Optional<Answer> done = calls.write(call, condition, write.id(), () -> {
            Answer answer = send(endpoint, request);
            status[0] = answer.status();
            return answer;
        });
        if (done.isPresent()) {
            reading.saw(Guard.content(write.content()));
        } else if (status[0] == 412) {
            reading.refused(Guard.otherContent(write.content()));
        } else if (status[0] == 404) {
            reading.refused(Guard.absent());
        }
    }
}
