package io.slime.compat.torture;

import io.slime.compat.fixture.SampleData;
import io.slime.compat.torture.Wire.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the calls of both APIs have in common: how answers become steps, and how bytes are held against what was written. */
final class Calls {
    private final Book book;
    private final Map<String, Sight> sights = new ConcurrentHashMap<>();

    Calls(Book book) {
        this.book = book;
    }

    /** Sends a request. */
    interface Sending {
        Answer send() throws IOException;
    }

    Optional<Sight> sight(String key) {
        return Optional.ofNullable(sights.get(key));
    }

    void saw(String key, String etag, long content) {
        if (!etag.isEmpty()) {
            sights.put(key, new Sight(etag, content));
        }
    }

    /** The bytes of a write, whose ETags are known from now on. */
    byte[] payload(Written write) {
        byte[] bytes = Payload.bytes(write.content(), write.size());
        book.etag('"' + SampleData.digest("MD5", bytes) + '"', write.content());
        book.etag('"' + SampleData.sha256(bytes) + '"', write.content());
        return bytes;
    }

    /** Sends a write and writes down what came of it; the answer if it took effect. */
    Optional<Answer> write(Call call, Condition condition, long makes, Sending sending) {
        Answer answer;
        try {
            answer = sending.send();
        } catch (Wire.NotSentException e) {
            call.failed();
            return Optional.empty();
        } catch (IOException e) {
            call.unknown(condition.guard(), makes);
            return Optional.empty();
        }
        int status = answer.status();
        if (status / 100 == 2) {
            call.done(condition.guard(), makes);
            return Optional.of(answer);
        } else if (status >= 500) {
            call.unknown(condition.guard(), makes);
        } else if ((status == 412 || status == 404) && condition.refusal().isPresent()) {
            call.refused(condition.refusal().get());
        } else if (status == 409) {
            call.failed();
        } else {
            unexpected(call, answer);
        }
        return Optional.empty();
    }

    /** Sends a read; its answer if there is one that tells something, written down already if nothing is there. */
    Optional<Answer> read(Call call, Sending sending) {
        Answer answer;
        try {
            answer = sending.send();
        } catch (IOException e) {
            call.failed();
            return Optional.empty();
        }
        if (answer.status() == 200 || answer.status() == 206) {
            return Optional.of(answer);
        }
        if (answer.status() == 404) {
            call.saw(Guard.absent());
        } else {
            call.failed();
            if (answer.status() < 500 && answer.status() != 416) {
                unexpected(call, answer);
            }
        }
        return Optional.empty();
    }

    void unexpected(Call call, Answer answer) {
        book.finding("%s of %s answered %d: %s".formatted(call.kind(), call.key(), answer.status(), answer.text()));
    }

    /** Holds a piece of an object against the write that it claims to be of; that write's content if all is right. */
    Optional<Long> verify(Call call, byte[] piece, int from) {
        long serial = Payload.serial(piece, from);
        Optional<Written> write = book.written(serial);
        if (write.isEmpty() || from + piece.length > write.get().size()) {
            book.finding("%s of %s: bytes that nobody wrote (serial %d, from %d, %d bytes)"
                    .formatted(call.kind(), call.key(), serial, from, piece.length));
            return Optional.empty();
        }
        if (!java.util.Arrays.equals(piece, Payload.bytes(serial, from, from + piece.length))) {
            book.finding("%s of %s: some bytes are not those of write %d".formatted(call.kind(), call.key(), serial));
            return Optional.empty();
        }
        return Optional.of(serial);
    }

    /** Finds that a whole object is shorter or longer than its write. */
    void verifySize(Call call, long content, int size) {
        int wanted = book.written(content).map(Written::size).orElse(-1);
        if (wanted != size) {
            book.finding("%s of %s: %d bytes instead of %d".formatted(call.kind(), call.key(), size, wanted));
        }
    }

    /** Finds that an ETag is not that of the content. */
    void verifyEtag(Call call, String etag, long content) {
        if (!book.contentOf(etag).equals(Optional.of(content))) {
            book.finding("%s of %s: ETag %s is not of content %d".formatted(call.kind(), call.key(), etag, content));
        }
    }
}
