package io.slime.gateway.journal;

import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.maintenance.Stores;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.foreign.ForeignChunk;
import io.slime.metadata.foreign.ForeignContent;
import io.slime.metadata.reconcile.FoundChunk;
import io.slime.metadata.reconcile.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks through all stores for chunks that the database does not know or has elsewhere, and what contents they make. */
final class Survey {
    private static final int PAGE = 2000;
    private static final int CONTENTS = 500;

    private final Metadata metadata;
    private final Stores stores;
    private final Assembly assembly;
    private long looked;

    Survey(Metadata metadata, Stores stores) {
        this.metadata = metadata;
        this.stores = stores;
        this.assembly = new Assembly(stores);
    }

    /** Fills the database's table of foreign contents anew; how many chunks were looked at. */
    long run() {
        metadata.foreign().clear();
        stores.reachable().forEach(this::store);
        Optional<ContentId> after = Optional.empty();
        for (List<ContentId> page = metadata.foreign().contents(after, CONTENTS);
                !page.isEmpty();
                page = metadata.foreign().contents(after, CONTENTS)) {
            for (ContentId id : page) {
                metadata.foreign()
                        .keep(assembly.of(id, metadata.foreign().chunks(id)).content());
            }
            after = Optional.of(page.getLast());
        }
        metadata.foreign().supersede();
        judge();
        return looked;
    }

    private void store(ChunkStore store) {
        Optional<ChunkId> after = Optional.empty();
        List<ChunkStat> page = store.list(after, PAGE);
        while (!page.isEmpty()) {
            looked += page.size();
            page(store, page);
            after = Optional.of(page.getLast().id());
            page = store.list(after, PAGE);
        }
    }

    private void page(ChunkStore store, List<ChunkStat> page) {
        Map<FoundChunk, Verdict> verdicts = metadata.chunkNames()
                .look(store.uuid(), page.stream().map(stat -> found(stat.id())).toList());
        List<ForeignChunk> foreign = new ArrayList<>();
        for (ChunkStat stat : page) {
            FoundChunk found = found(stat.id());
            Verdict verdict = verdicts.getOrDefault(found, Verdict.NAMED);
            if (verdict == Verdict.FOREIGN || verdict == Verdict.MISPLACED) {
                foreign.add(new ForeignChunk(
                        found.content(),
                        found.position(),
                        found.index(),
                        store.uuid(),
                        stat.length(),
                        verdict == Verdict.MISPLACED));
            }
        }
        if (!foreign.isEmpty()) {
            metadata.foreign().add(foreign);
        }
    }

    /** Holds each whole content against what the database has in its place. */
    private void judge() {
        Newer newer = new Newer(metadata);
        Optional<ForeignContent> after = Optional.empty();
        for (List<ForeignContent> page = metadata.foreign().whole(after, CONTENTS);
                !page.isEmpty();
                page = metadata.foreign().whole(after, CONTENTS)) {
            for (ForeignContent content : page) {
                ForeignContent.State state = newer.judge(content).state();
                if (state != ForeignContent.State.WHOLE) {
                    metadata.foreign().keep(content.in(state));
                }
            }
            after = Optional.of(page.getLast());
        }
    }

    private static FoundChunk found(ChunkId id) {
        return new FoundChunk(new ContentId(id.epoch(), id.number()), id.position(), id.index());
    }
}
