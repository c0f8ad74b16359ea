package io.slime.gateway.admin;

import java.util.Optional;

/**
 * What a valid signature of a request says.
 *
 * @param accessKeyId the key that signed
 * @param bodySha256 SHA-256 that the body must have, in lower-case hexadecimal; empty where the body is not signed
 */
public record Signature(String accessKeyId, Optional<String> bodySha256) {}
