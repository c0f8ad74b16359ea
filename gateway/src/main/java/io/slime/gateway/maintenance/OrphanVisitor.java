package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.metadata.Metadata;
import io.slime.metadata.reconcile.FoundChunk;
import io.slime.metadata.reconcile.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the orphans of a page. The order makes it safe: the listing gives each chunk's stamp, then the look tells that nothing
 * names it, then the era is read from the same database; so a chunk that was written again, and a database that went back in
 * time, are both noticed by the store.
 */
final class OrphanVisitor implements StoreWalk.Visitor {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanVisitor.class);
    private static final int PAGE = 1000;
    private static final int STEP = 1 << 20;

    /** A page ends early once so much was read for it: with the pause behind each page, that bounds the load. */
    private static final Budget USUAL = new Budget(8 << 20, Duration.ofSeconds(5));

    private final Metadata metadata;
    private final Stores stores;
    private final Freeze freeze;
    private final Budget budget;
    private long seen;
    private long removed;
    private long misplaced;
    private long foreign;

    OrphanVisitor(Metadata metadata, Stores stores, Freeze freeze) {
        this(metadata, stores, freeze, USUAL);
    }

    /** Reads less for a page than usual. */
    OrphanVisitor(Metadata metadata, Stores stores, Freeze freeze, Budget budget) {
        this.metadata = metadata;
        this.stores = stores;
        this.freeze = freeze;
        this.budget = budget;
    }

    /**
     * What is spent on the chunks of one page that are read; the last one may exceed it.
     *
     * @param bytes that are read
     * @param time that it takes
     */
    record Budget(long bytes, Duration time) {}

    @Override
    public Optional<ChunkId> page(ChunkStore store, Optional<ChunkId> after) {
        List<ChunkStat> page = store.list(after, PAGE);
        if (page.isEmpty()) {
            return Optional.empty();
        }
        Map<FoundChunk, Verdict> verdicts = metadata.chunkNames()
                .look(
                        store.uuid(),
                        page.stream().map(stat -> Ids.found(stat.id())).toList());
        List<ChunkDeletion> orphans = new ArrayList<>();
        Optional<ChunkId> last = Optional.empty();
        long read = 0;
        long begun = System.nanoTime();
        for (ChunkStat stat : page) {
            boolean spent = read >= budget.bytes()
                    || System.nanoTime() - begun >= budget.time().toNanos();
            if (spent && last.isPresent()) {
                break;
            }
            last = Optional.of(stat.id());
            seen++;
            switch (verdicts.getOrDefault(Ids.found(stat.id()), Verdict.NAMED)) {
                case ORPHAN -> orphans.add(new ChunkDeletion(stat.id(), stat.stamp()));
                case FOREIGN -> foreign++;
                case MISPLACED -> {
                    read += stat.length();
                    if (isElsewhere(stat, store.uuid())) {
                        orphans.add(new ChunkDeletion(stat.id(), stat.stamp()));
                    } else {
                        misplaced++;
                    }
                }
                case NAMED, YOUNG -> {}
            }
        }
        if (!orphans.isEmpty()) {
            delete(store, orphans);
        }
        boolean whole = last.equals(Optional.of(page.getLast().id()));
        return whole && page.size() < PAGE ? Optional.empty() : last;
    }

    @Override
    public String progress(boolean through) {
        String progress = String.format(
                Locale.ROOT,
                "{\"chunks\":%d,\"removed\":%d,\"misplaced\":%d,\"foreign\":%d}",
                seen,
                removed,
                misplaced,
                foreign);
        if (through) {
            seen = 0;
            removed = 0;
            misplaced = 0;
            foreign = 0;
        }
        return progress;
    }

    /**
     * Whether another store, which the extent names, has the chunk and can read it, so that the one at {@code here} is the source of
     * a move or a failed write. The extent may have come to name {@code here} since the look.
     */
    boolean isElsewhere(ChunkStat stat, UUID here) {
        FoundChunk chunk = Ids.found(stat.id());
        Optional<ChunkStore> home = metadata.extents()
                .extent(chunk.content(), chunk.position())
                .flatMap(extent -> metadata.placements().find(extent.placement()))
                .filter(placement -> chunk.index() < placement.stores().size())
                .flatMap(placement -> placement.stores().get(chunk.index()))
                .filter(store -> !store.equals(here))
                .flatMap(stores::reach);
        try {
            return home.isPresent() && holds(home.get(), stat);
        } catch (ChunkException e) {
            return false;
        }
    }

    /** Reads it whole: a chunk that is only listed may be damaged. */
    private static boolean holds(ChunkStore home, ChunkStat stat) {
        Optional<ChunkStat> there = home.stat(stat.id());
        if (there.isEmpty() || there.get().length() != stat.length()) {
            return false;
        }
        byte[] into = new byte[(int) Math.min(STEP, stat.length())];
        for (long at = 0; at < stat.length(); at += into.length) {
            home.read(stat.id(), at, (int) Math.min(into.length, stat.length() - at), into, 0);
        }
        return true;
    }

    private void delete(ChunkStore store, List<ChunkDeletion> orphans) {
        if (freeze.holds()) {
            return;
        }
        long era = metadata.epochs().era();
        try {
            int refused = store.delete(orphans, era).size();
            removed += orphans.size() - refused;
            LOG.info(
                    "store {}: {} chunks deleted that nothing needs here, {} kept that were written again, the first is {}",
                    store.uuid(),
                    orphans.size() - refused,
                    refused,
                    orphans.getFirst().id());
        } catch (ChunkException.EraBehind e) {
            // Another gateway may just have written with an era that is newer than the one read above.
            freeze.check();
        }
    }
}
