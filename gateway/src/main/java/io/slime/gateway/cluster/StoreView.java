package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ScrubStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A store as this gateway sees it.
 *
 * @param uuid its identity
 * @param url the chunk server it was found at; {@code local:} for stores of this process
 * @param name {@code host:/directory}
 * @param domain its failure domain
 * @param dead whether the operator gave it up
 * @param connected whether this gateway reaches it now
 * @param lastSeen when a gateway last did, in database time
 * @param free bytes that chunks may still take
 * @param capacity bytes of its file system
 * @param chunks chunks held
 * @param quarantined chunks in quarantine
 * @param scrub how far it has verified its chunks, when this gateway last reached it
 * @param drive the file system that it is on, if it told: stores with the same one share its space
 * @param error why it is out of order, e.g. a CONFLICT of doubled UUIDs
 */
public record StoreView(
        UUID uuid,
        String url,
        String name,
        String domain,
        boolean dead,
        boolean connected,
        Optional<Instant> lastSeen,
        long free,
        long capacity,
        long chunks,
        long quarantined,
        Optional<ScrubStatus> scrub,
        Optional<String> drive,
        Optional<String> error) {}
