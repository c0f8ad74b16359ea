package io.slime.gateway.admin;

import java.util.Optional;

/**
 * What proves who sent a request.
 *
 * @param accessKeyId the key that signed, or that logged in
 * @param bodySha256 SHA-256 that the body must have, in lower-case hexadecimal; empty where the body is not signed
 * @param session whether it is a session of the console, whose bodies are not signed
 */
public record Signature(String accessKeyId, Optional<String> bodySha256, boolean session) {
    /** A valid signature. */
    public Signature(String accessKeyId, Optional<String> bodySha256) {
        this(accessKeyId, bodySha256, false);
    }

    /** A session of the console. */
    public static Signature ofSession(String accessKeyId) {
        return new Signature(accessKeyId, Optional.empty(), true);
    }
}
