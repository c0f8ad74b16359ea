package io.slime.gateway.account;

import io.slime.gateway.access.Policy;
import io.slime.metadata.account.Rate;
import java.time.Instant;
import java.util.Optional;

/**
 * An access key, by which a user signs.
 *
 * @param accessKeyId its public id
 * @param secret what it signs with; never printed
 * @param user whose it is
 * @param enabled whether it may be used
 * @param created when it was created
 * @param policy what may be done with it at most, as a policy's text; empty if all that the user may
 * @param limit the same, read; where it cannot be read, it denies everything
 * @param rate how fast each gateway serves it
 */
public record AccessKey(
        String accessKeyId,
        String secret,
        User user,
        boolean enabled,
        Instant created,
        Optional<String> policy,
        Optional<Policy> limit,
        Rate rate) {
    /** Says whose key it is, without its secret. */
    @Override
    public String toString() {
        return "AccessKey[" + accessKeyId + " of " + user.name() + (enabled ? "]" : ", disabled]");
    }
}
