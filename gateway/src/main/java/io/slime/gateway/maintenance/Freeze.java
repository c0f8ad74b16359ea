package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.metadata.epoch.EpochTable;
import io.slime.metadata.freeze.FreezeTable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops all deletion once the database was seen to have gone back in time: a store then knows of a higher era than the database,
 * or the rows find themselves in another database than before, as after the restore of a dump. Kept in the database, for every gateway, so that it lasts although the era grows again. Reads and writes go on.
 */
public final class Freeze {
    private static final Logger LOG = LoggerFactory.getLogger(Freeze.class);

    private final FreezeTable freezes;
    private final EpochTable epochs;
    private final Stores stores;
    private volatile Optional<String> reason = Optional.empty();
    private long highest;
    private volatile boolean home;

    /** Compares these stores with that database. */
    public Freeze(FreezeTable freezes, EpochTable epochs, Stores stores) {
        this.freezes = freezes;
        this.epochs = epochs;
        this.stores = stores;
    }

    /** Why nothing is deleted, as was learned last; asks nobody. */
    public Optional<String> reason() {
        return reason;
    }

    /** Whether nothing may be deleted; asks the database. */
    public boolean holds() {
        lookHome();
        reason = freezes.reason();
        return reason.isPresent();
    }

    /**
     * Compares the eras of all stores that answer with the database's. They are asked first: the database is never behind what
     * any gateway had learned from it before.
     *
     * @return the stores that answered
     */
    public synchronized Set<UUID> check() {
        lookHome();
        Set<UUID> answered = new HashSet<>();
        long seen = highest;
        Optional<UUID> by = Optional.empty();
        for (ChunkStore store : stores.reachable()) {
            try {
                long era = store.status().era();
                answered.add(store.uuid());
                if (era > seen) {
                    seen = era;
                    by = Optional.of(store.uuid());
                }
            } catch (ChunkException e) {
                LOG.debug("store {} does not tell its era: {}", store.uuid(), e.getMessage());
            }
        }
        long era = epochs.era();
        if (era < seen) {
            begin(era, seen, by.map(store -> "store " + store).orElse("this gateway"));
        }
        highest = Math.max(highest, era);
        return answered;
    }

    /** Once, before anything is deleted: whichever task asks first after a start must know that a dump was restored. */
    private void lookHome() {
        if (home) {
            return;
        }
        if (freezes.movedHere()) {
            begin(
                    "the metadata was loaded into another database than it was in, so that it may be older than the stores");
        }
        home = true;
    }

    private void begin(long era, long seen, String by) {
        begin("the era of the metadata database is " + era + ", but " + by + " has seen " + seen
                + ": the database went back in time");
    }

    private void begin(String why) {
        String text = why + "; nothing is deleted until `slime meta accept`";
        if (freezes.begin(text)) {
            LOG.error("deletion is frozen: {}", text);
        }
        reason = freezes.reason();
    }
}
