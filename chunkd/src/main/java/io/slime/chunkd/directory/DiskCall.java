package io.slime.chunkd.directory;

import io.slime.chunkd.chunk.ChunkException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One disk operation and the caller that waits for it. */
final class DiskCall<T> implements Runnable {
    private final DiskThreads.Work<T> work;
    private final Runnable after;
    private final Supplier<ByteBuffer> lend;
    private final Consumer<ByteBuffer> giveBack;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<T> result = new CompletableFuture<>();

    DiskCall(DiskThreads.Work<T> work, Runnable after, Supplier<ByteBuffer> lend, Consumer<ByteBuffer> giveBack) {
        this.work = work;
        this.after = after;
        this.lend = lend;
        this.giveBack = giveBack;
    }

    // Whatever the operation throws belongs to the caller that waits.
    @Override
    public void run() {
        if (!taken.compareAndSet(false, true)) {
            return;
        }
        T value;
        try {
            ByteBuffer scratch = lend.get();
            try {
                value = work.run(scratch);
            } finally {
                giveBack.accept(scratch);
            }
        } catch (Throwable e) {
            after.run();
            result.completeExceptionally(e);
            return;
        }
        after.run();
        result.complete(value);
    }

    /** The operation's result; an operation that has not begun in time never will. */
    T await(Duration patience) throws IOException {
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw giveUp("the disk did not answer in " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw giveUp("interrupted while waiting for the disk", e);
        } catch (ExecutionException e) {
            throw rethrow(e.getCause());
        }
    }

    private ChunkException.Unreachable giveUp(String why, Exception cause) {
        return new ChunkException.Unreachable(giveUp() ? "the store is busy: " + why : why, cause);
    }

    /** Keeps the operation from beginning; says no if it has begun. */
    boolean giveUp() {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        after.run();
        return true;
    }

    private static IOException rethrow(@org.jspecify.annotations.Nullable Throwable cause) throws IOException {
        switch (cause) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException(cause);
        }
    }
}
