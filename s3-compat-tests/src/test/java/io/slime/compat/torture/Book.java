package io.slime.compat.torture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What every client did and saw: the writes, the history of each key, and what cannot be right. */
final class Book {
    private static final int MOST_FINDINGS = 50;

    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, Written> writes = new ConcurrentHashMap<>();
    private final Map<String, Long> byEtag = new ConcurrentHashMap<>();
    private final Map<String, Queue<Step>> histories = new ConcurrentSkipListMap<>();
    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final long start = System.nanoTime();

    /** A write with a content of its own. */
    Written begin(String key, int size) {
        long id = ids.incrementAndGet();
        return add(new Written(id, key, id, size));
    }

    /** A write with the content of another. */
    Written copy(String key, Written source) {
        return add(new Written(ids.incrementAndGet(), key, source.content(), source.size()));
    }

    private Written add(Written write) {
        writes.put(write.id(), write);
        return write;
    }

    Optional<Written> written(long id) {
        return Optional.ofNullable(writes.get(id));
    }

    /** The content of a write. */
    long contentOf(long id) {
        Written write = writes.get(id);
        return write == null ? -1 : write.content();
    }

    /** From now on this ETag means this content. */
    void etag(String etag, long content) {
        byEtag.put(etag, content);
    }

    Optional<Long> contentOf(String etag) {
        return Optional.ofNullable(byEtag.get(etag));
    }

    void step(String key, Step step) {
        histories.computeIfAbsent(key, k -> new ConcurrentLinkedQueue<>()).add(step);
    }

    /** How many steps a key has. */
    int steps(String key) {
        Queue<Step> steps = histories.get(key);
        return steps == null ? 0 : steps.size();
    }

    List<Step> history(String key) {
        Queue<Step> steps = histories.get(key);
        return steps == null ? List.of() : new ArrayList<>(steps);
    }

    Collection<String> keys() {
        return histories.keySet();
    }

    void count(String what) {
        counts.computeIfAbsent(what, k -> new AtomicLong()).incrementAndGet();
    }

    Map<String, Long> counts() {
        Map<String, Long> now = new TreeMap<>();
        counts.forEach((what, count) -> now.put(what, count.get()));
        return now;
    }

    /** Something that must not be. */
    void finding(String what) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(what);
        }
        note("VIOLATION " + what);
    }

    List<String> findings() {
        return List.copyOf(findings);
    }

    /** A line of the log, with the time since the start. */
    void note(String line) {
        String timed = "%8.2f %s".formatted((System.nanoTime() - start) / 1e9, line);
        log.add(timed);
        if (Boolean.getBoolean("slime.torture.verbose") || line.startsWith("VIOLATION")) {
            System.out.println(timed);
        }
    }

    List<String> log() {
        return List.copyOf(log);
    }

    /** A time, as the log shows it. */
    double seconds(long nanos) {
        return (nanos - start) / 1e9;
    }
}
