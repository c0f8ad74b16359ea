package io.slime.gateway.cli.client;

import io.slime.gateway.config.Secret;

/**
 * A key that signs.
 *
 * @param id the public part
 * @param secret the secret part
 */
public record AccessKey(String id, Secret secret) {}
