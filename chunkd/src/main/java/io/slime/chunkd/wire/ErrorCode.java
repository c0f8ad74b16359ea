package io.slime.chunkd.wire;

import java.util.Arrays;
import java.util.Optional;

/** What an answer can say instead of yes. Codes are for good; the client decides by the code, people read the status. */
public enum ErrorCode {
    /** The store has no such chunk. */
    MISSING(404, "missing"),
    /** The chunk is in quarantine. */
    QUARANTINED(410, "quarantined"),
    /** The id is taken by other content. */
    CONFLICT(409, "conflict"),
    /** The chunk has another stamp. */
    STALE_STAMP(412, "stale-stamp"),
    /** The database went back in time. */
    ERA_BEHIND(423, "era-behind"),
    /** The store belongs to another cluster. */
    FOREIGN_CLUSTER(403, "foreign-cluster"),
    /** The store has no space. */
    FULL(507, "full"),
    /** The store does not answer. */
    UNREACHABLE(503, "unreachable"),
    /** The store refuses what makes no sense. */
    REFUSED(422, "refused"),
    /** The range is not within the chunk. */
    RANGE(416, "range"),
    /** The request is not understood. */
    BAD_REQUEST(400, "bad-request"),
    /** The request is larger than is taken. */
    TOO_LARGE(413, "too-large"),
    /** The proof of the cluster secret is absent, wrong, too old or used before. */
    UNAUTHORIZED(401, "unauthorized"),
    /** There is nothing of that path. */
    NO_SUCH_ROUTE(404, "no-such-route"),
    /** The server has no such store. */
    NO_SUCH_STORE(404, "no-such-store"),
    /** The path does not take this method. */
    METHOD(405, "method"),
    /** Too many requests at once. */
    BUSY(503, "busy"),
    /** The server failed; its log says why. */
    BROKEN(500, "broken");

    private final int status;
    private final String code;

    ErrorCode(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /** The HTTP status that it travels with. */
    public int status() {
        return status;
    }

    /** Its name on the wire. */
    public String code() {
        return code;
    }

    /** The error of that code, if it is known. */
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
    }
}
