package io.slime.gateway.maintenance;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ExtentRow;
import io.slime.metadata.placement.Placement;
import io.slime.metadata.reconcile.ChunkNames;
import io.slime.metadata.reconcile.FoundChunk;
import io.slime.metadata.reconcile.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues the chunks that a page of the metadata names at a store which does not have them. The chunk is asked for once more, and
 * then its name: it may have come, or gone, since the first look.
 */
final class MissingVisitor implements StoreWalk.Visitor {
    private static final Logger LOG = LoggerFactory.getLogger(MissingVisitor.class);
    private static final int PAGE = 1000;

    private final Metadata metadata;
    private long expected;
    private long missing;

    MissingVisitor(Metadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public Optional<ChunkId> page(ChunkStore store, Optional<ChunkId> after) {
        ChunkNames.Page looked = metadata.chunkNames().expected(store.uuid(), after.map(Ids::found), PAGE);
        Optional<ChunkId> next = looked.next().map(Ids::chunk);
        List<FoundChunk> page = looked.chunks();
        if (page.isEmpty()) {
            return next;
        }
        ChunkId last = Ids.chunk(page.getLast());
        Set<ChunkId> listed = listed(store, after, last);
        List<FoundChunk> absent = page.stream()
                .filter(chunk -> !listed.contains(Ids.chunk(chunk)))
                .filter(chunk -> store.stat(Ids.chunk(chunk)).isEmpty())
                .toList();
        expected += page.size();
        if (!absent.isEmpty()) {
            queue(store, absent);
        }
        return next;
    }

    @Override
    public String progress(boolean through) {
        String progress = String.format(Locale.ROOT, "{\"expected\":%d,\"missing\":%d}", expected, missing);
        if (through) {
            expected = 0;
            missing = 0;
        }
        return progress;
    }

    private static Set<ChunkId> listed(ChunkStore store, Optional<ChunkId> after, ChunkId last) {
        Set<ChunkId> listed = new HashSet<>();
        Optional<ChunkId> at = after;
        while (at.isEmpty() || at.get().compareTo(last) < 0) {
            List<ChunkStat> page = store.list(at, PAGE);
            page.stream()
                    .map(ChunkStat::id)
                    .filter(id -> id.compareTo(last) <= 0)
                    .forEach(listed::add);
            if (page.size() < PAGE) {
                break;
            }
            at = Optional.of(page.getLast().id());
        }
        return listed;
    }

    private void queue(ChunkStore store, List<FoundChunk> absent) {
        Map<FoundChunk, Verdict> verdicts = metadata.chunkNames().look(store.uuid(), absent);
        for (FoundChunk chunk : absent) {
            if (verdicts.get(chunk) == Verdict.NAMED) {
                Optional<ExtentRow> extent = metadata.extents().extent(chunk.content(), chunk.position());
                Optional<Placement> placement =
                        extent.flatMap(row -> metadata.placements().find(row.placement()));
                if (extent.isPresent() && placement.isPresent()) {
                    int spare = placement.get().redundancy().parity()
                            - extent.get().empty().size()
                            - 1;
                    metadata.repairs()
                            .queue(
                                    chunk.content(),
                                    chunk.position(),
                                    List.of(chunk.index()),
                                    spare,
                                    "missing at store " + store.uuid());
                    missing++;
                }
            }
        }
        LOG.warn("store {} lacks {} chunks that it should hold, queued for repair", store.uuid(), absent.size());
    }
}
