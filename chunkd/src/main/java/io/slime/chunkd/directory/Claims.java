package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Who may change which chunk: one at a time. Readers need no claim. */
final class Claims {
    private final ConcurrentHashMap<ChunkId, CompletableFuture<Void>> held = new ConcurrentHashMap<>();
    private final Duration patience;

    Claims(Duration patience) {
        this.patience = patience;
    }

    /** Takes all of the ids, in their order so that no two callers wait for each other. */
    Hold take(Collection<ChunkId> ids) {
        List<ChunkId> taken = new ArrayList<>();
        try {
            for (ChunkId id : new TreeSet<>(ids)) {
                take(id);
                taken.add(id);
            }
        } catch (ChunkException.Unreachable e) {
            taken.forEach(this::release);
            throw e;
        }
        return new Hold(() -> taken.forEach(this::release));
    }

    /** Takes an id if nobody else has it. */
    Optional<Hold> tryTake(ChunkId id) {
        return held.putIfAbsent(id, new CompletableFuture<>()) == null
                ? Optional.of(new Hold(() -> release(id)))
                : Optional.empty();
    }

    private void take(ChunkId id) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        long deadline = System.nanoTime() + patience.toNanos();
        CompletableFuture<Void> other = held.putIfAbsent(id, mine);
        while (other != null) {
            try {
                other.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new ChunkException.Unreachable("another write of chunk " + id + " does not end", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ChunkException.Unreachable("interrupted while waiting for chunk " + id, e);
            }
            other = held.putIfAbsent(id, mine);
        }
    }

    private void release(ChunkId id) {
        CompletableFuture<Void> mine = held.remove(id);
        if (mine != null) {
            mine.complete(null);
        }
    }
}
