package io.slime.gateway.account;

import java.time.Instant;

/**
 * An access key, by which a user signs.
 *
 * @param accessKeyId its public id
 * @param secret what it signs with; never printed
 * @param user whose it is
 * @param enabled whether it may be used
 * @param created when it was created
 */
public record AccessKey(String accessKeyId, String secret, User user, boolean enabled, Instant created) {
    /** Says whose key it is, without its secret. */
    @Override
    public String toString() {
        return "AccessKey[" + accessKeyId + " of " + user.name() + (enabled ? "]" : ", disabled]");
    }
}
