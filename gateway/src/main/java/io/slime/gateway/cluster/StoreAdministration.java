package io.slime.gateway.cluster;

import io.slime.erasure.Redundancy;
import io.slime.gateway.failure.StorageException;
import java.util.List;
import java.util.UUID;

/** What an operator may do to stores and to the redundancy; each returns when it is done. */
public class StoreAdministration {
    /** All stores, by name. */
    public List<StoreView> list() {
        throw new UnsupportedOperationException();
    }

    /**
     * Looks for stores at a chunk server and takes them into the cluster.
     *
     * @return the stores found there
     * @throws StorageException.Refused if the URL is malformed, nothing answers there, or a store belongs to another cluster
     */
    public List<UUID> scan(String url) {
        throw new UnsupportedOperationException();
    }

    /** Looks again at every chunk server that is known. */
    public void rescan() {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives a store up, or takes that back.
     *
     * @throws StorageException.Refused if there is no such store
     */
    public void setDead(UUID store, boolean dead) {
        throw new UnsupportedOperationException();
    }

    /**
     * Forgets a store.
     *
     * @throws StorageException.Refused unless it is dead, not connected, and nothing depends on it
     */
    public void delete(UUID store) {
        throw new UnsupportedOperationException();
    }

    /** Bytes that objects may still take, after redundancy, ≥ 0. */
    public long usableBytes() {
        throw new UnsupportedOperationException();
    }

    /** The redundancy of new objects. */
    public Redundancy redundancy() {
        throw new UnsupportedOperationException();
    }

    /** Sets the redundancy of new objects; it holds on every gateway within 5 seconds, on this one at once. */
    public void setRedundancy(Redundancy redundancy) {
        throw new UnsupportedOperationException();
    }
}
