package io.slime.metadata;

import java.time.Duration;

/**
 * How to use the metadata database.
 *
 * @param url where it is
 * @param connections most connections of readers and small transactions
 * @param committers threads that publish, each with a connection of its own
 * @param deadline how long a transaction may take, retries included
 */
public record MetadataConfig(MetadataUrl url, int connections, int committers, Duration deadline) {
    public MetadataConfig {
        if (connections < 1 || committers < 1 || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("connections, committers and deadline must be positive");
        }
    }

    /** The defaults: 16 connections, 2 committers, 10 s. */
    public static MetadataConfig of(MetadataUrl url) {
        return new MetadataConfig(url, 16, 2, Duration.ofSeconds(10));
    }
}
