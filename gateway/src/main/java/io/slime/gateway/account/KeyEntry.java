package io.slime.gateway.account;

import io.slime.metadata.account.Rate;
import java.time.Instant;
import java.util.Optional;

/**
 * An access key as listings show it: without its secret.
 *
 * @param accessKeyId its public id
 * @param userId canonical id of the user whose it is
 * @param enabled whether it may be used
 * @param created when it was created
 * @param policy what may be done with it at most, as a policy's text; empty if all that the user may
 * @param rate how fast each gateway serves it
 */
public record KeyEntry(
        String accessKeyId, String userId, boolean enabled, Instant created, Optional<String> policy, Rate rate) {}
