package io.slime.gateway.access;

/** A policy that cannot be taken; the message says what is wrong with it, for who wrote it. Carries no stack trace. */
public final class MalformedPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedPolicyException(String message) {
        super(message, null, false, false);
    }

    /** What is wrong. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
