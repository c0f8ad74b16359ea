package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.maintenance.Stores;
import io.slime.metadata.Metadata;
import io.slime.metadata.store.StoreRow;
import io.slime.metadata.store.StoreState;
import java.util.List;
import java.util.Optional;

/**
 * Accepts that the database went back in time: compares all stores with it, adopts or discards what is foreign, adopts chunks that
 * were moved meanwhile, and lets deletion go on. Discarding deletes nothing by itself: what is foreign becomes orphans, which the
 * upkeep removes. What cannot be adopted stays foreign, and is kept, until it is discarded.
 */
public final class Acceptance {
    private static final String AT_WORK =
            "the stores are being accepted, or that broke off; nothing is deleted until `slime meta accept` is through";

    private final Metadata metadata;
    private final Stores stores;

    /** Compares that database with those stores. */
    public Acceptance(Metadata metadata, Stores stores) {
        this.metadata = metadata;
        this.stores = stores;
    }

    /** What to do with contents that the database does not know. */
    public enum Mode {
        /** They become what is at their paths, where nothing newer is. */
        ADOPT,
        /** They are deleted. */
        DISCARD
    }

    /**
     * Looks, and changes nothing.
     *
     * @throws StorageException.Refused if a store that was not given up cannot be reached
     * @throws StorageException.Unavailable if a store fails meanwhile
     */
    public AcceptReport look() {
        demandStores();
        Optional<String> frozen = metadata.freezes().reason();
        long looked = survey();
        return new AcceptReport(
                frozen,
                looked,
                metadata.foreign().countMoved(),
                metadata.foreign().counts(),
                false);
    }

    /**
     * Looks, does what the mode says, and ends the freeze. Deletion is held up meanwhile also where no freeze had begun, so that
     * nothing is deleted by what was true before it. If it fails on the way, deletion stays frozen, and it may be done again.
     *
     * @throws StorageException as {@link #look}; {@code Refused} also if a freeze begins meanwhile
     */
    public AcceptReport run(Mode mode) {
        return run(mode, () -> {});
    }

    /**
     * {@link #run(Mode)} as long as it is allowed.
     *
     * @param allowed asked before anything is changed, time and again: ends it by what it throws
     */
    AcceptReport run(Mode mode, Runnable allowed) {
        demandStores();
        allowed.run();
        Optional<String> frozen = metadata.freezes().reason();
        metadata.freezes().hold(AT_WORK);
        Optional<String> before = metadata.freezes().reason();
        long looked = survey();
        allowed.run();
        long moved = new MovedChunks(metadata, stores).run(allowed);
        switch (mode) {
            case ADOPT -> new Adoption(metadata, stores).run(allowed);
            case DISCARD -> metadata.foreign().discard();
        }
        demandStores();
        allowed.run();
        if (metadata.freezes().lift(highestEra(), before).isEmpty()) {
            throw new StorageException.Refused("the database went back in time meanwhile; do it again");
        }
        return new AcceptReport(frozen, looked, moved, metadata.foreign().counts(), true);
    }

    private long survey() {
        try {
            return new Survey(metadata, stores).run();
        } catch (ChunkException e) {
            throw new StorageException.Unavailable("a store failed while it was looked through: " + e.getMessage(), e);
        }
    }

    private long highestEra() {
        try {
            return stores.reachable().stream()
                    .mapToLong(store -> store.status().era())
                    .max()
                    .orElse(0);
        } catch (ChunkException e) {
            throw new StorageException.Unavailable("a store does not tell its era: " + e.getMessage(), e);
        }
    }

    private void demandStores() {
        List<String> away = metadata.stores().list().stream()
                .filter(store -> store.state() == StoreState.ACTIVE)
                .filter(store -> stores.reach(store.uuid()).isEmpty())
                .map(StoreRow::name)
                .toList();
        if (!away.isEmpty()) {
            throw new StorageException.Refused("what is foreign cannot be told while stores are away: "
                    + String.join(", ", away) + "; bring them back, or give them up: slime store dead");
        }
        if (stores.reachable().isEmpty()) {
            throw new StorageException.Refused("no store can be reached");
        }
    }
}
