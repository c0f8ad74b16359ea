package io.slime.gateway.live;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** When each topic changed last, as a number that grows with every change. */
final class Changes {
    private final Map<Topic, Long> last = new EnumMap<>(Topic.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private long revision;

    /** The number of the last change. */
    long revision() {
        lock.lock();
        try {
            return revision;
        } finally {
            lock.unlock();
        }
    }

    /** Says that these changed. */
    void tell(Set<Topic> topics) {
        if (topics.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            revision++;
            topics.forEach(topic -> last.put(topic, revision));
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Has those who wait look whether they still should. */
    void wake() {
        lock.lock();
        try {
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a change behind a number.
     *
     * @param over whether to wait no longer
     * @return what changed since then; empty if nothing did in that time, or the wait was over
     */
    Map<Topic, Long> after(long seen, Duration atMost, BooleanSupplier over) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (revision <= seen && left > 0 && !over.getAsBoolean()) {
                left = told.awaitNanos(left);
            }
            Map<Topic, Long> news = new EnumMap<>(last);
            news.values().removeIf(changed -> changed <= seen);
            return news;
        } finally {
            lock.unlock();
        }
    }
}
