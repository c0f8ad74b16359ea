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
 * @param scrub how far it has verified its chunks
 * @param location where it is, as far as it tells
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
        Optional<String> error,
        ScrubStatus scrub,
        Location location) {
    /**
     * Where a store is.
     *
     * @param domain its failure domain
     * @param drive the file system that it is on: stores with the same one share its space
     */
    public record Location(Optional<String> domain, Optional<String> drive) {
        /** Nothing is known. */
        public static final Location UNKNOWN = new Location(Optional.empty(), Optional.empty());
    }

    /** A store that tells neither where it is nor how far it has verified its chunks. */
    public StoreStatus(
            UUID uuid,
            UUID session,
            String name,
            Optional<UUID> cluster,
            long era,
            long free,
            long capacity,
            long chunks,
            long quarantined,
            Optional<String> error) {
        this(
                uuid,
                session,
                name,
                cluster,
                era,
                free,
                capacity,
                chunks,
                quarantined,
                error,
                ScrubStatus.NONE,
                Location.UNKNOWN);
    }

    /** The same with another state of its scrub. */
    public StoreStatus with(ScrubStatus verified) {
        return new StoreStatus(
                uuid, session, name, cluster, era, free, capacity, chunks, quarantined, error, verified, location);
    }

    /** The same at that place. */
    public StoreStatus at(Location place) {
        return new StoreStatus(
                uuid, session, name, cluster, era, free, capacity, chunks, quarantined, error, scrub, place);
    }
}
