package io.slime.gateway.journal;

import io.slime.metadata.epoch.JournalEpoch;
import io.slime.metadata.extent.ContentId;
import java.util.Comparator;

/**
 * The name of an entry of the journal.
 *
 * @param timeline the history that it belongs to
 * @param number its number there
 */
record EntryId(long timeline, long number) implements Comparable<EntryId> {
    private static final Comparator<EntryId> ORDER =
            Comparator.comparingLong(EntryId::timeline).thenComparingLong(EntryId::number);

    /** The content that it is in the stores. */
    ContentId content() {
        return new ContentId(JournalEpoch.of(timeline), number);
    }

    @Override
    public int compareTo(EntryId other) {
        return ORDER.compare(this, other);
    }
}
