package io.slime.gateway.s3.auth;

import io.slime.gateway.access.Policy;
import java.util.Optional;

/**
 * One access key of a user.
 *
 * @param accessKeyId the public part, which requests name
 * @param secret the secret that signs; never written anywhere
 * @param userId whom it authenticates
 * @param enabled whether it may be used at present
 * @param userName name of whom it authenticates
 * @param limit what may be done with it at most; empty if all that the user may
 */
public record Key(
        String accessKeyId, String secret, String userId, boolean enabled, String userName, Optional<Policy> limit) {
    /** A key without a limit of a user whose name is their id. */
    public Key(String accessKeyId, String secret, String userId, boolean enabled) {
        this(accessKeyId, secret, userId, enabled, userId, Optional.empty());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Key[" + accessKeyId + ", user " + userId + (enabled ? "]" : ", disabled]");
    }
}
