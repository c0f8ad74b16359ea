package io.slime.metadata.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a gateway saw of a store.
 *
 * @param store the store
 * @param lastSeen when it last answered, in database time; ignored when reporting
 * @param free bytes that chunks may still take
 * @param capacity bytes of its file system
 * @param chunks chunks held
 * @param quarantined chunks in quarantine
 * @param error why it is out of order, if it is
 * @param session the random id of its opening
 * @param reporter the gateway that saw it
 */
public record StoreReport(
        UUID store,
        Instant lastSeen,
        long free,
        long capacity,
        long chunks,
        long quarantined,
        Optional<String> error,
        UUID session,
        UUID reporter) {}
