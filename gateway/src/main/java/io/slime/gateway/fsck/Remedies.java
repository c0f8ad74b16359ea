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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    Finding correct(Finding finding, String bucket) {
        if (!wanted) {
            return finding;
        }
        DatabaseCalls.ask(() -> {
            metadata.bucketTallies().owe(bucket);
            return metadata.bucketTallies().settle(bucket);
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
        if (!inTheWay.isEmpty() && !clear(state, inTheWay)) {
            return "";
        }
        List<Integer> slots = state.bad().stream().map(ChunkState::index).toList();
        int spare = state.good() - state.placement().redundancy().need();
        boolean queued = DatabaseCalls.ask(
                () -> metadata.repairs().queue(state.content(), state.row().position(), slots, spare, "found by fsck"));
        return queued ? QUEUED : "";
    }

    /** Deletes chunks that are there but wrong, and stand in the way of the right ones, if they are still what they were read as. */
    private boolean clear(ExtentState state, List<ChunkState> inTheWay) {
        Map<ChunkStat, ChunkStore> there = new LinkedHashMap<>();
        try {
            for (ChunkState chunk : inTheWay) {
                ChunkId id = new ChunkId(
                        state.content().epoch(),
                        state.content().number(),
                        state.row().position(),
                        chunk.index());
                Optional<ChunkStore> store = chunk.store().flatMap(cluster::reach);
                Optional<ChunkStat> stat = store.flatMap(found -> found.stat(id));
                boolean wrong = chunk.state() == ChunkState.State.CORRUPT
                        || stat.filter(found -> found.length() == state.layout().chunkLength())
                                .isEmpty();
                if (!wrong) {
                    return false;
                }
                stat.ifPresent(found -> there.put(found, store.get()));
            }
        } catch (ChunkException e) {
            return false;
        }
        return proven(state)
                && there.entrySet().stream()
                        .allMatch(each -> delete(
                                each.getValue(),
                                new ChunkDeletion(
                                        each.getKey().id(), each.getKey().stamp())));
    }

    /** Whether the good chunks, read just now, are the extent, and the corrupt ones still do not fit: nothing else makes those dispensable. */
    private boolean proven(ExtentState state) {
        List<ChunkState> readable = state.chunks().stream()
                .map(chunk -> chunk.state() == ChunkState.State.CORRUPT
                        ? new ChunkState(chunk.index(), chunk.store(), ChunkState.State.GOOD, "")
                        : chunk)
                .toList();
        ExtentState now =
                new DeepRead(cluster, new ExtentState(state.content(), state.row(), state.placement(), readable)).run();
        return states(now).equals(states(state));
    }

    private static List<ChunkState.State> states(ExtentState extent) {
        return extent.chunks().stream().map(ChunkState::state).toList();
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
