package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStat;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** A chunk on its way into a segment, and whoever waits for it. */
public final class Append {
    private final NewChunk chunk;
    private final boolean fileKnown;
    private final Runnable after;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<Optional<ChunkStat>> result = new CompletableFuture<>();

    /**
     * An append that has not begun.
     *
     * @param fileKnown whether the caller has looked at a file that the chunk may have
     * @param after runs exactly once, when the append has ended or will never start
     */
    Append(NewChunk chunk, boolean fileKnown, Runnable after) {
        this.chunk = chunk;
        this.fileKnown = fileKnown;
        this.after = after;
    }

    NewChunk chunk() {
        return chunk;
    }

    boolean isFileKnown() {
        return fileKnown;
    }

    /** Says true once: to who writes it, or to who gives up before. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    void succeed(ChunkStat stat) {
        after.run();
        result.complete(Optional.of(stat));
    }

    /** Nothing was written, because of a file that the caller must look at. */
    void turnAway() {
        after.run();
        result.complete(Optional.empty());
    }

    void fail(Exception e) {
        after.run();
        result.completeExceptionally(e);
    }

    boolean isDone() {
        return result.isDone();
    }

    /** Tells how it ended, when it has, on the thread that ended it: its stat as {@link #await} gives it, or the failure. */
    public void whenEnded(BiConsumer<Optional<ChunkStat>, Optional<Throwable>> ended) {
        var _ = result.whenComplete((stat, failure) -> {
            Optional<Throwable> reason = Optional.ofNullable(failure);
            ended.accept(reason.isPresent() ? Optional.empty() : stat, reason);
        });
    }

    /**
     * Waits until the chunk is durable; an append that has not begun in time never will.
     *
     * @return the chunk's length and stamp; empty if it has a file of its own, which the caller must look at first
     * @throws ChunkException.Full if there is no space for it
     * @throws ChunkException.Unreachable if it takes too long
     * @throws IOException if the disk failed
     */
    public Optional<ChunkStat> await(Duration patience) throws IOException {
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw giveUp("the disk did not answer in " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw giveUp("interrupted while waiting for the disk", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private ChunkException.Unreachable giveUp(String why, Exception cause) {
        if (take()) {
            after.run();
            return new ChunkException.Unreachable("the store is busy: " + why, cause);
        }
        return new ChunkException.Unreachable(why, cause);
    }
}
