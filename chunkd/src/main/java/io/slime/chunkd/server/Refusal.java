package io.slime.chunkd.server;

import io.slime.chunkd.wire.ErrorCode;
import io.slime.chunkd.wire.WireError;

/** A request that is answered with an error. Has no stack trace: it is the caller's doing. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient WireError error;

    Refusal(ErrorCode code, String message) {
        super(message, null, false, false);
        error = new WireError(code, message);
    }

    static Refusal bad(String message) {
        return new Refusal(ErrorCode.BAD_REQUEST, message);
    }

    WireError error() {
        return error;
    }
}
