package io.slime.gateway.fsck;

import io.slime.chunkd.chunk.ChunkDeletion;
import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.chunkd.chunk.ChunkStat;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.ExtentCount;
import java.util.List;
import java.util.Optional;

/**
 * What is done about findings, if that is wanted. Data is only ever rebuilt, by the repair queue. Of chunks, orphans are deleted, and
 * chunks of a wrong content or length once the others were read and have the checksum of the extent; nothing while deletion is
 * frozen.
 */
final class Remedies {
    private static final String QUEUED = "queued for repair";

    private final Metadata metadata;
    private final Cluster cluster;
    private final boolean wanted;

    Remedies(Metadata metadata, Cluster cluster, boolean wanted) {
        this.metadata = metadata;
        this.cluster = cluster;
        this.wanted = wanted;
    }

    Finding apply(Finding finding) {
        if (!wanted) {
            return finding;
        }
        return switch (finding.kind()) {
            case UNREFERENCED -> {
                DatabaseCalls.ask(() ->
                        metadata.garbage().queue(finding.content().stream().toList()));
                yield finding.done("will be reclaimed");
            }
            default -> finding;
        };
    }

    /** Deletes an orphan as it was listed. */
    Finding remove(Finding finding, ChunkStat stat, ChunkStore store) {
        if (!wanted) {
            return finding;
        }
        return delete(store, new ChunkDeletion(stat.id(), stat.stamp())) ? finding.done("deleted") : finding;
    }

    Finding correct(Finding finding, ExtentCount difference) {
        if (!wanted) {
            return finding;
        }
        DatabaseCalls.ask(() -> {
            metadata.tallies().correct(difference);
            return true;
        });
        return finding.done("corrected");
    }

    /** Queues bad chunks of an extent that can be read. */
    String rebuild(ExtentState state) {
        if (!wanted || !state.readable()) {
            return "";
        }
        List<ChunkState> inTheWay = state.bad().stream()
                .filter(chunk ->
                        chunk.state() == ChunkState.State.WRONG_LENGTH || chunk.state() == ChunkState.State.CORRUPT)
                .toList();
        if (!inTheWay.isEmpty() && !proven(state)) {
            return "";
        }
        for (ChunkState chunk : inTheWay) {
            if (!clear(state, chunk)) {
                return "";
            }
        }
        List<Integer> slots = state.bad().stream().map(ChunkState::index).toList();
        int spare = state.good() - state.placement().redundancy().need();
        boolean queued = DatabaseCalls.ask(
                () -> metadata.repairs().queue(state.content(), state.row().position(), slots, spare, "found by fsck"));
        return queued ? QUEUED : "";
    }

    /** Whether the good chunks, read just now, are the extent: nothing else makes the others dispensable. */
    private boolean proven(ExtentState state) {
        return new DeepRead(cluster, state).run().good() == state.good();
    }

    /** A chunk that is there but wrong stands in the way of the right one. */
    private boolean clear(ExtentState state, ChunkState chunk) {
        ChunkId id = new ChunkId(
                state.content().epoch(), state.content().number(), state.row().position(), chunk.index());
        Optional<ChunkStore> store = chunk.store().flatMap(cluster::reach);
        try {
            Optional<ChunkStat> stat = store.flatMap(found -> found.stat(id));
            return stat.isEmpty()
                    || delete(store.get(), new ChunkDeletion(id, stat.get().stamp()));
        } catch (ChunkException e) {
            return false;
        }
    }

    private boolean delete(ChunkStore store, ChunkDeletion deletion) {
        if (DatabaseCalls.ask(() -> metadata.freezes().reason()).isPresent()) {
            return false;
        }
        long era = DatabaseCalls.ask(() -> metadata.epochs().era());
        try {
            return store.delete(List.of(deletion), era).isEmpty();
        } catch (ChunkException e) {
            return false;
        }
    }
}
