package io.slime.gateway.fsck;

/** Hears of a check while it runs. */
public interface FsckListener {
    /** Something was found. */
    void found(Finding finding);

    /**
     * It has come so far.
     *
     * @param cursor from where it can be taken up again
     * @param extents how many extents were checked by this run
     */
    void progress(String cursor, long extents);
}
