package io.slime.gateway.account;

import java.time.Instant;

/**
 * An access key as listings show it: without its secret.
 *
 * @param accessKeyId its public id
 * @param userId canonical id of the user whose it is
 * @param enabled whether it may be used
 * @param created when it was created
 */
public record KeyEntry(String accessKeyId, String userId, boolean enabled, Instant created) {}
