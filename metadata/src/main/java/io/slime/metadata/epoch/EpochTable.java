package io.slime.metadata.epoch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The epochs, the heartbeats of their gateways, and the era. */
public final class EpochTable {
    /** Opens a new epoch of a gateway. */
    public UUID open(UUID gateway) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Closes an epoch for ever, which fences every write of it still in flight; closing twice is harmless. */
    public void close(UUID epoch, UUID closedBy) {
        io.slime.metadata.transaction.Pending.body();
    }

    /** What the database knows of these epochs, by a look whose answer counts. */
    public Map<UUID, EpochState> states(Collection<UUID> epochs) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Gives a sign of life; the current era. */
    public long beat(UUID gateway, String name, long oldestRead) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** All gateways that gave signs of life and were not retired. */
    public List<Beat> beats() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Closes all epochs of a gateway whose beat is still {@code beat}, and forgets its heartbeat; false if it has moved. */
    public boolean fence(UUID gateway, long beat, UUID closedBy) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** A gateway's orderly end: closes its epochs, forgets its heartbeat. */
    public void retire(UUID gateway) {
        io.slime.metadata.transaction.Pending.body();
    }

    /** The era. */
    public long era() {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Moves the era on by one; the new one. */
    public long bumpEra() {
        return io.slime.metadata.transaction.Pending.body();
    }
}
