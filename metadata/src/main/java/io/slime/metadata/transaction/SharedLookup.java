package io.slime.metadata.transaction;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Looks keys up for many callers by few statements. While as many statements run as there are lanes, further callers wait, and the
 * next statement asks for all of them. A statement always begins after the call that it answers, so an answer is as fresh as one
 * of the caller's own; one caller alone asks at once.
 *
 * @param <K> what is asked for
 * @param <V> what is found
 */
public final class SharedLookup<K, V> {
    /** Most keys that one statement asks for. */
    static final int MAX_KEYS = 64;
    /** Longest that a caller waits, which is longer than any statement may take with all its retries. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final int lanes;
    private final Statement<K, V> statement;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Question<K, V>> waiting = new ArrayDeque<>();
    private int running;

    /** Uses at most so many statements at a time. */
    public SharedLookup(int lanes, Statement<K, V> statement) {
        this.lanes = lanes;
        this.statement = statement;
    }

    /** As many lanes as suit this machine: a few, so that each statement answers many callers when there are many. */
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
        boolean leads;
        lock.lock();
        try {
            leads = running < lanes;
            if (leads) {
                running++;
            } else {
                waiting.add(question);
            }
        } finally {
            lock.unlock();
        }
        if (leads || awaitTurn(question)) {
            lead(question);
        }
        return question.answer();
    }

    /** How many callers wait for their turn. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many statements run. */
    int running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the answer, or for the turn to ask; whether it is the latter. */
    private boolean awaitTurn(Question<K, V> question) {
        long end = System.nanoTime() + PATIENCE;
        while (question.state == State.WAITING || question.state == State.ASKED) {
            long left = end - System.nanoTime();
            LockSupport.parkNanos(this, left);
            if ((left <= 0 || Thread.currentThread().isInterrupted()) && givenUp(question)) {
                throw new MetadataException.Unavailable("the metadata database was waited for in vain", null);
            }
        }
        return question.state == State.LEADS;
    }

    /** Takes a question back, unless its turn has come, or its answer, in this very moment. */
    private boolean givenUp(Question<K, V> question) {
        lock.lock();
        try {
            waiting.remove(question);
            return question.state == State.WAITING || question.state == State.ASKED;
        } finally {
            lock.unlock();
        }
    }

    private void lead(Question<K, V> own) {
        List<Question<K, V>> batch = new ArrayList<>();
        batch.add(own);
        lock.lock();
        try {
            while (!waiting.isEmpty() && batch.size() < MAX_KEYS) {
                Question<K, V> next = waiting.remove();
                next.state = State.ASKED;
                batch.add(next);
            }
        } finally {
            lock.unlock();
        }
        try {
            ask(batch);
        } finally {
            passOn();
            batch.forEach(Question::end);
        }
    }

    private void ask(List<Question<K, V>> batch) {
        try {
            LinkedHashSet<K> keys = new LinkedHashSet<>();
            batch.forEach(question -> keys.add(question.key));
            Map<K, V> found = statement.find(List.copyOf(keys));
            batch.forEach(question -> question.found = found.get(question.key));
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

    /** Lets the one that has waited longest ask next. */
    private void passOn() {
        lock.lock();
        try {
            Question<K, V> next = waiting.poll();
            if (next == null) {
                running--;
            } else {
                next.state = State.LEADS;
                LockSupport.unpark(next.caller);
            }
        } finally {
            lock.unlock();
        }
    }

    private enum State {
        WAITING,
        LEADS,
        ASKED,
        ENDED
    }

    private static final class Question<K, V> {
        private final K key;
        private final Thread caller;
        private volatile State state = State.WAITING;
        private @Nullable V found;
        private @Nullable RuntimeException failure;

        Question(K key, Thread caller) {
            this.key = key;
            this.caller = caller;
        }

        void end() {
            state = State.ENDED;
            if (caller != Thread.currentThread()) {
                LockSupport.unpark(caller);
            }
        }

        Optional<V> answer() {
            RuntimeException failed = failure;
            if (failed != null) {
                throw failed;
            }
            return Optional.ofNullable(found);
        }
    }
}
