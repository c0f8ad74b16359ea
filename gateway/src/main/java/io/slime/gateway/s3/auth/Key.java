package io.slime.gateway.s3.auth;

/**
 * One access key of a user.
 *
 * @param accessKeyId the public part, which requests name
 * @param secret the secret that signs; never written anywhere
 * @param userId whom it authenticates
 * @param enabled whether it may be used at present
 */
public record Key(String accessKeyId, String secret, String userId, boolean enabled) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "Key[" + accessKeyId + ", user " + userId + (enabled ? "]" : ", disabled]");
    }
}
