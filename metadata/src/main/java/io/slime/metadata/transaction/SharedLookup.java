package io.slime.metadata.transaction;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks keys up for many callers by few statements. A few threads ask the database; what comes while all of them are at it waits,
 * and is asked for by one statement. A statement always begins after the calls that it answers, so an answer is as fresh as one of
 * the caller's own.
 *
 * @param <K> what is asked for
 * @param <V> what is found
 */
public final class SharedLookup<K, V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedLookup.class);

    /** Most keys that one statement asks for. */
    static final int MAX_KEYS = 64;

    private static final int MAX_WAITING = 1 << 16;
    /** Longest that a caller waits, which is longer than any statement may take with all its retries. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Statement<K, V> statement;
    private final BlockingQueue<Question<K, V>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final List<Thread> lanes = new ArrayList<>();
    private volatile boolean closed;

    /** Starts so many threads, of that name, that ask. */
    public SharedLookup(String name, int lanes, Statement<K, V> statement) {
        this.statement = statement;
        for (int i = 0; i < lanes; i++) {
            this.lanes.add(
                    Thread.ofPlatform().daemon().name("slime-" + name + "-" + i).start(this::run));
        }
    }

    /** As many threads as suit this machine: a few, so that each statement answers many callers when there are many. */
    public static int usualLanes() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    }

    /**
     * Asks for several keys at once.
     *
     * @param <K> what is asked for
     * @param <V> what is found
     */
    @FunctionalInterface
    public interface Statement<K, V> {
        /** What there is, by key, in one transaction; keys of which there is nothing are missing. */
        Map<K, V> find(List<K> keys);
    }

    /**
     * What there is of a key; empty if nothing.
     *
     * @throws MetadataException if the database does not answer
     */
    public Optional<V> find(K key) {
        Question<K, V> question = new Question<>(key, Thread.currentThread());
        if (closed || !waiting.offer(question)) {
            throw new MetadataException.Unavailable("too many lookups wait for the metadata database", null);
        }
        long end = System.nanoTime() + PATIENCE;
        while (!question.ended) {
            if (closed && waiting.remove(question)) {
                throw new MetadataException.Unavailable("the metadata database was closed", null);
            }
            long left = end - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                waiting.remove(question);
                throw new MetadataException.Unavailable("the metadata database was waited for in vain", null);
            }
            LockSupport.parkNanos(this, left);
        }
        return question.answer();
    }

    /** How many callers wait for their statement to begin. */
    int waiting() {
        return waiting.size();
    }

    /** Answers nothing any more: ends the threads, and refuses what waits. */
    @Override
    public void close() {
        closed = true;
        lanes.forEach(Thread::interrupt);
        waiting.forEach(question -> LockSupport.unpark(question.caller));
    }

    private void run() {
        List<Question<K, V>> batch = new ArrayList<>();
        try {
            while (!closed) {
                batch.add(waiting.take());
                waiting.drainTo(batch, MAX_KEYS - 1);
                try {
                    ask(batch);
                } catch (Error e) {
                    LOG.error(
                            "a lookup in the metadata database broke off; those who come later are looked up again", e);
                } finally {
                    batch.forEach(Question::end);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void ask(List<Question<K, V>> batch) {
        try {
            LinkedHashSet<K> keys = new LinkedHashSet<>();
            batch.forEach(question -> keys.add(question.key));
            Map<K, V> found = statement.find(List.copyOf(keys));
            batch.forEach(question -> question.found(found.get(question.key)));
        } catch (MetadataException.Unavailable | MetadataException.Contended e) {
            batch.forEach(question -> question.failure = e);
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().failure = e;
            } else {
                // One of them may be what the database cannot take, which is nothing to the others.
                batch.forEach(question -> ask(List.of(question)));
            }
        }
    }

    private static final class Question<K, V> {
        private final K key;
        private final Thread caller;
        private @Nullable V found;
        private boolean answered;
        private @Nullable RuntimeException failure;
        private volatile boolean ended;

        Question(K key, Thread caller) {
            this.key = key;
            this.caller = caller;
        }

        void found(@Nullable V value) {
            found = value;
            answered = true;
        }

        void end() {
            ended = true;
            LockSupport.unpark(caller);
        }

        Optional<V> answer() {
            RuntimeException failed = failure;
            if (failed != null) {
                throw failed;
            }
            if (!answered) {
                throw new MetadataException.Unavailable(
                        "the thread that looks up in the metadata database broke off", null);
            }
            return Optional.ofNullable(found);
        }
    }
}
