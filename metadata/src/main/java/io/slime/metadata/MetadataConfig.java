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

    /**
     * The defaults: 16 connections, 10 s, and a committer for every two processors, up to 4: fewer committers find more changes
     * waiting, and a transaction of many costs hardly more than one of a few.
     */
    public static MetadataConfig of(MetadataUrl url) {
        int committers = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);
        return new MetadataConfig(url, 16, committers, Duration.ofSeconds(10));
    }
}
