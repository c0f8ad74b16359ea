package io.slime.gateway.console;

/** A request that the console refuses. Carries no stack trace. */
final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Denied(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
