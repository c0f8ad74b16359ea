package io.slime.gateway.fsck;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ContentId;
import io.slime.metadata.reconcile.FoundChunk;
import io.slime.metadata.reconcile.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;

/**
 * Chunks that were listed where no extent names them. Most are only young, or just being deleted: they are looked up, and those that
 * nothing names are looked up again after a while; what is still there then, as it was, is a finding.
 */
final class Strays {
    private static final int BATCH = 1000;
    private static final int MOST_WAITING = 10_000;

    private final Metadata metadata;
    private final Report report;
    private final Remedies remedies;
    private final Duration settle;
    private final Map<ChunkStore, List<ChunkStat>> fresh = new HashMap<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();

    Strays(Metadata metadata, Report report, Remedies remedies, Duration settle) {
        this.metadata = metadata;
        this.report = report;
        this.remedies = remedies;
        this.settle = settle;
    }

    private record Waiting(ChunkStore store, List<ChunkStat> chunks, long since, String cursor) {}

    void add(ChunkStore store, ChunkStat chunk, String cursor) {
        List<ChunkStat> batch = fresh.computeIfAbsent(store, unseen -> new ArrayList<>());
        batch.add(chunk);
        if (batch.size() >= BATCH) {
            fresh.remove(store);
            look(store, batch, cursor);
        }
    }

    /** Looks up what came; called now and then, so that nothing waits for long. */
    void look(String cursor) {
        Map<ChunkStore, List<ChunkStat>> batches = new HashMap<>(fresh);
        fresh.clear();
        batches.forEach((store, batch) -> look(store, batch, cursor));
        while (!waiting.isEmpty() && System.nanoTime() - waiting.element().since() >= settle.toNanos()) {
            settle(waiting.remove());
        }
    }

    /** Where the check can be taken up again without missing any of them. */
    String cursor(String now) {
        return waiting.isEmpty() ? now : waiting.element().cursor();
    }

    /** Waits until all of them are decided on. */
    void finish(String cursor) throws InterruptedException {
        look(cursor);
        while (!waiting.isEmpty()) {
            settleOldest();
        }
    }

    private void look(ChunkStore store, List<ChunkStat> chunks, String cursor) {
        Map<FoundChunk, Verdict> verdicts = verdicts(store, chunks);
        List<ChunkStat> unnamed = new ArrayList<>();
        for (ChunkStat chunk : chunks) {
            switch (verdicts.getOrDefault(found(chunk.id()), Verdict.NAMED)) {
                case FOREIGN ->
                    report.add(finding(Finding.Kind.FOREIGN, store, chunk, "the database does not know its epoch"));
                case ORPHAN, MISPLACED -> unnamed.add(chunk);
                case NAMED, YOUNG -> {}
            }
        }
        if (!unnamed.isEmpty()) {
            waiting.add(new Waiting(store, unnamed, System.nanoTime(), cursor));
        }
        try {
            while (waiting.stream().mapToLong(batch -> batch.chunks().size()).sum() > MOST_WAITING) {
                settleOldest();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settleOldest() throws InterruptedException {
        Waiting oldest = waiting.remove();
        long left = settle.toNanos() - (System.nanoTime() - oldest.since());
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
        settle(oldest);
    }

    private void settle(Waiting batch) {
        List<ChunkStat> still = new ArrayList<>();
        try {
            for (ChunkStat chunk : batch.chunks()) {
                if (batch.store().stat(chunk.id()).equals(Optional.of(chunk))) {
                    still.add(chunk);
                }
            }
        } catch (ChunkException e) {
            return;
        }
        Map<FoundChunk, Verdict> verdicts = verdicts(batch.store(), still);
        for (ChunkStat chunk : still) {
            switch (verdicts.getOrDefault(found(chunk.id()), Verdict.NAMED)) {
                case ORPHAN ->
                    report.add(remedies.remove(
                            finding(
                                    Finding.Kind.ORPHAN,
                                    batch.store(),
                                    chunk,
                                    "its epoch is closed and nothing names it"),
                            chunk,
                            batch.store()));
                case MISPLACED ->
                    report.add(finding(
                            Finding.Kind.MISPLACED, batch.store(), chunk, "its extent names another store for it"));
                case NAMED, YOUNG, FOREIGN -> {}
            }
        }
    }

    private Map<FoundChunk, Verdict> verdicts(ChunkStore store, List<ChunkStat> chunks) {
        return chunks.isEmpty()
                ? Map.of()
                : DatabaseCalls.ask(() -> metadata.chunkNames()
                        .look(
                                store.uuid(),
                                chunks.stream().map(chunk -> found(chunk.id())).toList()));
    }

    private static FoundChunk found(ChunkId id) {
        return new FoundChunk(new ContentId(id.epoch(), id.number()), id.position(), id.index());
    }

    private static Finding finding(Finding.Kind kind, ChunkStore store, ChunkStat chunk, String detail) {
        ChunkId id = chunk.id();
        return new Finding(
                kind,
                List.of(),
                Optional.of(new ContentId(id.epoch(), id.number())),
                OptionalInt.of(id.position()),
                OptionalInt.of(id.index()),
                Optional.of(store.uuid()),
                detail,
                "");
    }
}
