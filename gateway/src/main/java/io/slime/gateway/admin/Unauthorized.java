package io.slime.gateway.admin;

/** A request came without a credential that holds; the message says what is wrong with it. Carries no stack trace. */
public final class Unauthorized extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the reason that the client is told. */
    public Unauthorized(String reason) {
        super(reason, null, false, false);
    }
}
