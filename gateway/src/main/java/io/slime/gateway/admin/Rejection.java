package io.slime.gateway.admin;

import java.util.Optional;

/** A request that the admin API refuses by itself. Carries no stack trace. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String allow;

    private Rejection(int status, String reason, String allow) {
        super(reason, null, false, false);
        this.status = status;
        this.allow = allow;
    }

    static Rejection of(int status, String reason) {
        return new Rejection(status, reason, "");
    }

    static Rejection badRequest(String reason) {
        return of(400, reason);
    }

    static Rejection notFound(String reason) {
        return of(404, reason);
    }

    static Rejection method(String allowed) {
        return new Rejection(405, "this route takes " + allowed, allowed);
    }

    int status() {
        return status;
    }

    /** The value of Allow, where the method was wrong. */
    Optional<String> allow() {
        return allow.isEmpty() ? Optional.empty() : Optional.of(allow);
    }
}
