package io.slime.gateway.access;

/** What one policy says to a question. */
public enum Verdict {
    /** A statement denies it, which nothing overrules. */
    DENY,
    /** A statement allows it, and none denies it. */
    ALLOW,
    /** No statement is about it. */
    NOTHING
}
