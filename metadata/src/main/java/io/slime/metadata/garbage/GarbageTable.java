package io.slime.metadata.garbage;

import java.util.List;

/** The candidates for reclaim. */
public final class GarbageTable {
    /**
     * Stamps candidates that lost a reference since the last call with the current era.
     *
     * @return how many, at most {@code limit}
     */
    public int stamp(int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /**
     * Decides on candidates whose stamp is older than every live gateway's oldest running read: contents that nothing
     * references lose their rows, the parts of a content of parts become candidates, the rest are no candidates any more.
     *
     * @param limit most candidates to decide on
     * @return the contents whose chunks may now be deleted, after the COMMIT that removed them
     */
    public List<Reclaimed> reclaim(int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** How many candidates wait. */
    public long waiting() {
        return io.slime.metadata.transaction.Pending.body();
    }
}
