package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.erasure.Redundancy;
import io.slime.erasure.StripeLayout;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.placement.Placement;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/** An extent that is being read: where its chunks are, and what was learned of them on the way. Used by one thread. */
final class ExtentSource {
    /** What is known of a chunk. */
    enum Health {
        /** Nothing bad. */
        GOOD,
        /** Its store does not answer, or not in time. */
        AWAY,
        /** It is not there, or damaged, or was never written. */
        LOST
    }

    private final ReadSupply supply;
    private final ContentId content;
    private final boolean whole;
    private final CRC32C crc = new CRC32C();
    private ExtentRow row;
    private Placement placement;
    private final StripeLayout layout;
    private Health[] health;
    private boolean lookedAgain;

    /** An extent of a content; {@code whole} if all of it will be read, in order. */
    ExtentSource(ReadSupply supply, ContentId content, ExtentRow row, boolean whole) {
        this.supply = supply;
        this.content = content;
        this.whole = whole;
        this.row = row;
        this.placement = supply.workshop().placements().find(row.placement());
        this.layout = new StripeLayout(placement.redundancy(), row.cell(), row.length());
        this.health = healthy();
    }

    StripeLayout layout() {
        return layout;
    }

    Redundancy redundancy() {
        return layout.redundancy();
    }

    int need() {
        return placement.redundancy().need();
    }

    int total() {
        return placement.redundancy().total();
    }

    ChunkId chunk(int index) {
        return new ChunkId(content.epoch(), content.number(), row.position(), index);
    }

    Optional<UUID> store(int index) {
        return placement.stores().get(index);
    }

    Health health(int index) {
        return health[index];
    }

    void away(int index) {
        if (health[index] == Health.GOOD) {
            health[index] = Health.AWAY;
        }
    }

    /** Takes note of a chunk that its store has not, or not undamaged, and has it repaired. */
    void lost(int index, String reason) {
        health[index] = Health.LOST;
        long lost = Arrays.stream(health).filter(each -> each == Health.LOST).count();
        supply.repairs().note(content, row, index, placement.redundancy().parity() - (int) lost, reason);
    }

    /**
     * Looks once whether the extent has moved since its row was read.
     *
     * @return whether it is elsewhere now, so that all chunks may be asked again
     * @throws StorageException.ConcurrentConflict if it is gone
     */
    boolean moved() {
        if (lookedAgain) {
            return false;
        }
        lookedAgain = true;
        ExtentRow now = supply.row(content, row.position());
        if (now.equals(row)) {
            return false;
        }
        row = now;
        placement = supply.workshop().placements().find(now.placement());
        if (!placement.redundancy().equals(layout.redundancy()) || now.cell() != layout.cell()) {
            throw new StorageException.ConcurrentConflict("extent " + this + " was coded anew meanwhile");
        }
        health = healthy();
        return true;
    }

    /** How many chunks are lost for good, as far as is known: not where they should be, or on a store that was given up. */
    long gone() {
        long gone = 0;
        for (int i = 0; i < total(); i++) {
            boolean given = store(i).map(supply.workshop().cluster()::lost).orElse(true);
            gone += health[i] == Health.LOST || (health[i] == Health.AWAY && given) ? 1 : 0;
        }
        return gone;
    }

    /**
     * Takes note of the data of the next stripe.
     *
     * @throws StorageException.Unreadable if the whole extent is not what was written
     */
    void check(StripeFetch stripe, boolean last) {
        if (whole) {
            stripe.update(crc);
            if (last && (int) crc.getValue() != row.crc32c()) {
                throw new StorageException.Unreadable("extent " + this + " is not what was written: its CRC32C is "
                        + Integer.toHexString((int) crc.getValue()) + ", not " + Integer.toHexString(row.crc32c()));
            }
        }
    }

    @Override
    public String toString() {
        return row.position() + " of content " + content;
    }

    private Health[] healthy() {
        Health[] all = new Health[placement.stores().size()];
        for (int i = 0; i < all.length; i++) {
            boolean there =
                    placement.stores().get(i).isPresent() && !row.empty().contains(i);
            all[i] = there ? Health.GOOD : Health.LOST;
        }
        return all;
    }
}
