package io.slime.gateway.wiring;

import io.slime.gateway.config.Secret;

/**
 * The key of the first user, root.
 *
 * @param id the public part
 * @param secret what it signs with
 */
public record RootKey(String id, Secret secret) {}
