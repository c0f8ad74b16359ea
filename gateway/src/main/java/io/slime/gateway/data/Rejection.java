package io.slime.gateway.data;

import io.slime.gateway.http.Answer;
import java.time.Duration;

/** A request that the native API refuses by itself; ends in its answer. Carries no stack trace. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    private Rejection(String reason, Answer answer) {
        super(reason, null, false, false);
        this.answer = answer;
    }

    static Rejection of(int status, String reason) {
        return new Rejection(reason, Replies.error(status, reason));
    }

    static Rejection badRequest(String reason) {
        return of(400, reason);
    }

    /** What comes faster than its key may. */
    static Rejection slowDown(Duration wait) {
        String reason = "this key is limited to a rate: slow down";
        return new Rejection(
                reason, Replies.error(503, reason).with("Retry-After", Long.toString(wait.toSeconds() + 1)));
    }

    static Rejection method(String allowed) {
        String reason = "this takes " + allowed;
        return new Rejection(reason, Replies.error(405, reason).with("Allow", allowed));
    }

    static Rejection range(long size) {
        String reason = "no byte of the range exists: the size is " + size;
        return new Rejection(reason, Replies.error(416, reason).with("Content-Range", "bytes */" + size));
    }

    Answer answer() {
        return answer;
    }
}
