package io.slime.gateway.journal;

import io.slime.gateway.maintenance.Stores;
import io.slime.metadata.backup.BackupHeader;
import io.slime.metadata.backup.Backups;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The newest state of the metadata that the stores hold: the last full entry that can be read, and the changes behind it as far as
 * none is missing.
 */
public final class History {
    private final JournalEntries entries;
    private final List<Assembled> chain;
    private final Optional<BackupHeader> last;
    private final long lost;

    private History(JournalEntries entries, List<Assembled> chain, Optional<BackupHeader> last, long lost) {
        this.entries = entries;
        this.chain = List.copyOf(chain);
        this.last = last;
        this.lost = lost;
    }

    /** Finds it; the last one is empty if the stores hold no full entry. */
    public static History find(Stores stores) {
        JournalEntries entries = new JournalEntries(stores, Runnable::run);
        NavigableMap<EntryId, JournalEntries.Found> found = entries.find();
        for (JournalEntries.Found each : found.descendingMap().values()) {
            Optional<Assembled> full = entries.assemble(each);
            Optional<BackupHeader> header =
                    full.flatMap(entries::header).filter(known -> known.kind() == BackupHeader.Kind.FULL);
            if (header.isPresent()) {
                return since(entries, full.get(), header.get(), found.tailMap(each.id(), false));
            }
        }
        return new History(entries, List.of(), Optional.empty(), 0);
    }

    private static History since(
            JournalEntries entries,
            Assembled full,
            BackupHeader header,
            SortedMap<EntryId, JournalEntries.Found> later) {
        List<Assembled> chain = new ArrayList<>(List.of(full));
        BackupHeader last = header;
        long at = header.number();
        long lost = 0;
        for (JournalEntries.Found each : later.values()) {
            Optional<Assembled> changes =
                    each.id().timeline() == header.timeline() ? entries.assemble(each) : Optional.empty();
            Optional<BackupHeader> known =
                    changes.flatMap(entries::header).filter(it -> it.kind() == BackupHeader.Kind.CHANGES);
            if (known.isEmpty()) {
                continue;
            }
            if (lost > 0 || known.get().after() > at) {
                lost++;
                continue;
            }
            chain.add(changes.get());
            last = known.get();
            at = last.number();
        }
        return new History(entries, chain, Optional.of(last), lost);
    }

    /** The header of its last entry: when it ends. */
    public Optional<BackupHeader> last() {
        return last;
    }

    /** Entries that were read: a full one, and changes. */
    public int size() {
        return chain.size();
    }

    /** Entries of changes that are there, but of no use, because one before them is missing. */
    public long lost() {
        return lost;
    }

    /** The entries as streams, one after the other. */
    public Backups.Streams streams() {
        Iterator<Assembled> next = chain.iterator();
        return () -> next.hasNext() ? Optional.<InputStream>of(buffered(next.next())) : Optional.empty();
    }

    private InputStream buffered(Assembled entry) throws IOException {
        return new BufferedInputStream(entries.read(entry), 64 * 1024);
    }
}
