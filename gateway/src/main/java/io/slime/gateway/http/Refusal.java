package io.slime.gateway.http;

/** Why a listener ends a request without its front, or after its front failed. */
public enum Refusal {
    /** The framing or a header that may come once is ambiguous: 400. */
    MALFORMED,
    /** More requests are running than are admitted: 503 and Retry-After. */
    OVERLOADED,
    /** The server is going down: 503. */
    STOPPING,
    /** The front threw what it should not: 500. */
    BROKEN
}
