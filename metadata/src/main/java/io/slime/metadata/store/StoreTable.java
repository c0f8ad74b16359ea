package io.slime.metadata.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stores. */
public final class StoreTable {
    /** All stores with their newest report, by UUID. */
    public List<StoreRow> list() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** One store. */
    public Optional<StoreRow> find(UUID uuid) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Adds a store, ACTIVE, or takes note of its new place if it is known; its state stays. */
    public StoreRow add(UUID uuid, String url, String name, String domain) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Keeps what was seen of stores; never conflicts with a publish. */
    public void report(List<StoreReport> reports) {
        io.slime.metadata.transaction.Pending.body();
    }

    /** Sets the operator's decision; false if there is no such store. */
    public boolean set(UUID uuid, StoreState state) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Removes a store that is DEAD and on which no extent and no repair target depends, retiring its placements; says what it found. */
    public StoreRemoval remove(UUID uuid) {
        return io.slime.metadata.transaction.Pending.body();
    }
}
