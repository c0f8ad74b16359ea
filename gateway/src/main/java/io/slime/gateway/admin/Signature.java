package io.slime.gateway.admin;

import java.util.Optional;

/**
 * What proves who sent a request.
 *
 * @param accessKeyId the key that signed, or that logged in
 * @param bodySha256 SHA-256 that the body must have, in lower-case hexadecimal; empty where the body is not signed
 * @param sessionId the session of the console that sent it, whose bodies are not signed; empty if it is signed
 */
public record Signature(String accessKeyId, Optional<String> bodySha256, Optional<String> sessionId) {
    /** A valid signature. */
    public Signature(String accessKeyId, Optional<String> bodySha256) {
        this(accessKeyId, bodySha256, Optional.empty());
    }

    /** A session of the console. */
    public static Signature ofSession(String accessKeyId, String sessionId) {
        return new Signature(accessKeyId, Optional.empty(), Optional.of(sessionId));
    }

    /** Whether it is a session rather than a signature. */
    boolean session() {
        return sessionId.isPresent();
    }
}
