package io.slime.gateway.extent;

import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.cluster.RedundancySetting;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.redundancy.Profiles;
import java.time.InstantSource;

/** Begins contents. */
public final class ContentWriters {
    private final Workshop workshop;
    private final Epochs epochs;
    private final RedundancySetting redundancy;
    private final InstantSource clock;

    /** Writes in these epochs, with the redundancy that is set. */
    public ContentWriters(Workshop workshop, Epochs epochs, RedundancySetting redundancy) {
        this(workshop, epochs, redundancy, InstantSource.system());
    }

    /** With a clock of one's own, which dates what is written. */
    public ContentWriters(Workshop workshop, Epochs epochs, RedundancySetting redundancy, InstantSource clock) {
        this.workshop = workshop;
        this.epochs = epochs;
        this.redundancy = redundancy;
        this.clock = clock;
    }

    /** {@link #open(String, String, long, String)} of a content of no storage class but STANDARD. */
    public ContentWriter open(String path, String versionId, long knownLength) {
        return open(path, versionId, knownLength, Profiles.STANDARD);
    }

    /** How contents are coded. */
    public RedundancySetting redundancy() {
        return redundancy;
    }

    /**
     * Begins a content; its id is of this gateway's open epoch, which stays open until the writer is closed.
     *
     * @param path what it is written for, kept in its chunks: bucket and key as stored
     * @param versionId the version id, or upload id and part number, kept in its chunks with the time, {@code VERSION@MILLIS}: of
     *     contents that the database lost, it tells which is the newest
     * @param knownLength its length in bytes, or -1 if that is not known before the end
     * @param storageClass by which it is coded, or else by what its path says
     * @throws StorageException.NoSuchStorageClass if that is not configured
     * @throws StorageException.Unavailable if fewer stores than {@code need} can be reached, or this gateway has no open epoch
     * @throws StorageException.Overloaded if there is no memory for one more
     */
    public ContentWriter open(String path, String versionId, long knownLength, String storageClass) {
        return rewrite(path, versionId + "@" + clock.millis(), knownLength, redundancy.of(path, storageClass));
    }

    /**
     * Begins a content with the bytes of another, in a redundancy of its own.
     *
     * @param path as the chunks of the other one tell it
     * @param dated the version id with its time, as the chunks of the other one tell it
     * @param knownLength its length in bytes
     */
    public ContentWriter rewrite(String path, String dated, long knownLength, Redundancy now) {
        if (knownLength != 0 && workshop.cluster().usable() < now.need()) {
            throw new StorageException.Unavailable("only " + workshop.cluster().usable()
                    + " stores can be written to, redundancy " + now + " needs " + now.need());
        }
        ContentPlan plan = new ContentPlan(path, dated, now, knownLength);
        Allowance.Share share = share(plan);
        boolean begun = false;
        try {
            ContentWriter writer = new ContentWriter(workshop, epochs.take(), plan, share);
            begun = true;
            return writer;
        } finally {
            if (!begun) {
                share.close();
            }
        }
    }

    private Allowance.Share share(ContentPlan plan) {
        ExtentSettings settings = workshop.settings();
        int cell = settings.cellFor(plan.redundancy(), plan.length());
        return workshop.writing()
                .take(
                        settings.heldBy(plan.redundancy(), plan.length(), cell),
                        settings.heldBy(plan.redundancy(), plan.length(), ExtentSettings.leastCell(cell)));
    }
}
