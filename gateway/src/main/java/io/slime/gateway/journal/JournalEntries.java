package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.maintenance.Stores;
import io.slime.metadata.backup.BackupHeader;
import io.slime.metadata.backup.BackupReader;
import io.slime.metadata.epoch.JournalEpoch;
import io.slime.metadata.foreign.ForeignChunk;
import io.slime.metadata.foreign.ForeignContent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The entries of the journal in the stores: written, found, read and deleted without the database. */
final class JournalEntries {
    private static final int PAGE = 10_000;

    /** Well below the lease of whoever writes entries: a store that hangs must not make gateways take turns for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Stores stores;
    private final Executor threads;

    /** In those stores; only writing needs threads. */
    JournalEntries(Stores stores, Executor threads) {
        this.stores = stores;
        this.threads = threads;
    }

    /** The chunks of an entry that were found. */
    record Found(EntryId id, List<ForeignChunk> chunks) {}

    /**
     * Begins an entry.
     *
     * @param objects the redundancy of the objects, which the entry's exceeds by one store where there are enough
     * @param lease asked while it is written: if it is lost, the entry is given up
     * @throws IOException if there are too few stores
     */
    EntryWriter write(BackupHeader header, Redundancy objects, long era, BooleanSupplier lease) throws IOException {
        List<ChunkStore> places = new ArrayList<>(stores.reachable());
        if (places.isEmpty()) {
            throw new IOException("no store can be reached for the journal");
        }
        places.sort((a, b) -> a.uuid().compareTo(b.uuid()));
        Collections.rotate(places, (int) (header.number() % places.size()));
        Redundancy wide = wide(objects, places.size());
        return new EntryWriter(
                new EntryId(header.timeline(), header.number()),
                wide,
                era,
                new EntryWriter.Ways(places.subList(0, wide.total()), threads, lease, PATIENCE, stores::stalled));
    }

    /** One more store may be lost than of the objects' chunks, as far as there are stores. */
    static Redundancy wide(Redundancy objects, int stores) {
        int losses = objects.parity() + 1;
        int total = Math.min(stores, Math.max(objects.total(), losses + 1));
        return new Redundancy(Math.max(1, total - losses), total);
    }

    /** All entries, in their order. */
    NavigableMap<EntryId, Found> find() {
        TreeMap<EntryId, Found> found = new TreeMap<>();
        for (ChunkStore store : stores.reachable()) {
            for (ChunkStat stat : chunks(store)) {
                EntryId id = id(stat.id());
                found.computeIfAbsent(id, key -> new Found(key, new ArrayList<>()))
                        .chunks()
                        .add(new ForeignChunk(
                                id.content(),
                                stat.id().position(),
                                stat.id().index(),
                                store.uuid(),
                                stat.length(),
                                false));
            }
        }
        return found;
    }

    /** Puts an entry together; empty if too few of its chunks are there, or its end is missing. */
    Optional<Assembled> assemble(Found found) {
        List<ForeignChunk> chunks = new ArrayList<>(found.chunks());
        chunks.sort((a, b) -> Integer.compare(a.position(), b.position()));
        Assembled assembled = new Assembly(stores).of(found.id().content(), chunks);
        return Optional.of(assembled).filter(each -> each.content().state() == ForeignContent.State.WHOLE);
    }

    /** The bytes of an entry. */
    InputStream read(Assembled entry) {
        return new EntryInput(entry, stores);
    }

    /** What an entry says of itself; empty if it cannot be read. */
    Optional<BackupHeader> header(Assembled entry) {
        try (InputStream in = read(entry)) {
            return Optional.of(new BackupReader(in).header());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Deletes entries at a store.
     *
     * @return how many chunks
     * @throws ChunkException.EraBehind if the database went back in time
     * @throws ChunkException if the store does not answer; some may be deleted
     */
    static int delete(ChunkStore store, Predicate<EntryId> which, long era) {
        List<ChunkDeletion> old = chunks(store).stream()
                .filter(stat -> which.test(id(stat.id())))
                .map(stat -> new ChunkDeletion(stat.id(), stat.stamp()))
                .toList();
        for (int from = 0; from < old.size(); from += 1000) {
            store.delete(old.subList(from, Math.min(from + 1000, old.size())), era);
        }
        return old.size();
    }

    private static EntryId id(ChunkId chunk) {
        return new EntryId(JournalEpoch.timeline(chunk.epoch()), chunk.number());
    }

    /** They stand behind all others, so that nothing else is listed. */
    private static List<ChunkStat> chunks(ChunkStore store) {
        List<ChunkStat> all = new ArrayList<>();
        UUID first = JournalEpoch.of(0);
        Optional<ChunkId> after = Optional.of(new ChunkId(first, 0, 0, 0));
        List<ChunkStat> page = store.list(after, PAGE);
        while (!page.isEmpty()) {
            page.stream().filter(stat -> JournalEpoch.is(stat.id().epoch())).forEach(all::add);
            after = Optional.of(page.getLast().id());
            page = store.list(after, PAGE);
        }
        return all;
    }
}
