package io.slime.chunkd.segment;

import io.slime.chunkd.chunk.ChunkId;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** A store whose disk thread works when the test says so, or not at all. */
final class QueuedThreads implements Surroundings {
    private final Deque<Task> tasks = new ArrayDeque<>();
    private Runnable refusal = () -> {};

    /** What a disk thread was given. */
    record Task(Consumer<ByteBuffer> work, Consumer<Throwable> failed) {}

    /** From now on this runs when a thread is asked for; what it throws is thrown. */
    void whenAsked(Runnable next) {
        refusal = next;
    }

    /** The next task; fails if there is none. */
    Task next() {
        return tasks.removeFirst();
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    @Override
    public void onDiskThread(Consumer<ByteBuffer> work, Consumer<Throwable> failed) {
        refusal.run();
        tasks.add(new Task(work, failed));
    }

    @Override
    public long nextStamp() {
        return 1;
    }

    @Override
    public long free() {
        return 0;
    }

    @Override
    public long freeForMoves() {
        return 0;
    }

    @Override
    public boolean wasLeftCleanly() {
        return true;
    }

    @Override
    public boolean hasFile(ChunkId id) {
        return false;
    }
}
