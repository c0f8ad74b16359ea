package io.slime.chunkd.chunk;

import java.util.Optional;
import java.util.UUID;

/**
 * How a store is.
 *
 * @param uuid the store's identity, which moves with its directory
 * @param session a random id per opening of the store
 * @param name {@code host:/directory}
 * @param cluster the cluster that it is bound to, if it is
 * @param era the highest era that it has seen
 * @param free bytes that chunks may still take (the reserve is taken off), ≥ 0
 * @param capacity bytes of the file system
 * @param chunks chunks held
 * @param quarantined chunks in quarantine
 * @param error why it is out of order, if it is
 */
public record StoreStatus(
        UUID uuid,
        UUID session,
        String name,
        Optional<UUID> cluster,
        long era,
        long free,
        long capacity,
        long chunks,
        long quarantined,
        Optional<String> error) {}
