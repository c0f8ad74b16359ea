package io.slime.compat.torture;

import io.slime.compat.fixture.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Judges while nobody writes: every key can be read through every gateway, listings say the same, and histories have an order. */
final class Oracle {
    private static final int LIMIT = 300_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Book book;
    private final Cluster cluster;
    private final Wire wire;
    private final String bucket;
    private final CountDownLatch never = new CountDownLatch(1);

    Oracle(Book book, Cluster cluster, Wire wire, String bucket) {
        this.book = book;
        this.cluster = cluster;
        this.wire = wire;
        this.bucket = bucket;
    }

    /** Reads all keys and lists them, through each gateway; every answer is a step of the histories. */
    void readAll() throws InterruptedException {
        S3Calls s3 = new S3Calls(book, wire, bucket);
        Listings listings = new Listings(book, wire, bucket);
        for (Gateway gateway : cluster.gateways()) {
            Endpoint endpoint = gateway.direct();
            Map<String, Long> read = new TreeMap<>();
            for (String key : book.keys()) {
                if (awaitAnswer(s3, endpoint, key)) {
                    Step last = book.history(key).getLast();
                    if (last.guard().kind() == Guard.Kind.WRITE) {
                        read.put(key, book.contentOf(last.guard().value()));
                    }
                }
            }
            compare(gateway.name(), read, list(listings, endpoint));
            awaitWrite(s3, endpoint, gateway.name());
        }
    }

    /** Writes until it is acknowledged. */
    private void awaitWrite(S3Calls s3, Endpoint endpoint, String gateway) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String key = "probe/" + gateway;
        while (book.findings().isEmpty() && !s3.put(endpoint, key, 100_000, Condition.none())) {
            if (System.nanoTime() > end) {
                book.finding(gateway + " takes no writes, though no fault is left");
            }
            never.await(500, TimeUnit.MILLISECONDS);
        }
    }

    /** Reads until there is an answer; whether the key has an object. */
    private boolean awaitAnswer(S3Calls s3, Endpoint endpoint, String key) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (book.findings().isEmpty()) {
            int before = book.steps(key);
            boolean found = s3.get(endpoint, key);
            if (book.steps(key) > before) {
                return found;
            }
            if (System.nanoTime() > end) {
                book.finding(key + " cannot be read, though no fault is left");
                return false;
            }
            never.await(500, TimeUnit.MILLISECONDS);
        }
        return false;
    }

    private Map<String, Long> list(Listings listings, Endpoint endpoint) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return listings.all(endpoint);
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    book.finding("the bucket cannot be listed, though no fault is left: " + e.getMessage());
                    return Map.of();
                }
                never.await(500, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void compare(String gateway, Map<String, Long> read, Map<String, Long> listed) {
        if (book.findings().isEmpty() && !read.equals(listed)) {
            List<String> differences = new ArrayList<>();
            read.forEach((key, content) -> {
                if (!content.equals(listed.get(key))) {
                    differences.add("%s is %d, listed as %s".formatted(key, content, listed.get(key)));
                }
            });
            listed.forEach((key, content) -> {
                if (!read.containsKey(key)) {
                    differences.add("%s is not there, listed as %d".formatted(key, content));
                }
            });
            book.finding("%s lists something else than it reads: %s".formatted(gateway, differences));
        }
    }

    /** Looks for an order of each key's history. */
    void judge() {
        for (String key : book.keys()) {
            switch (Linearizability.check(book.history(key), book::contentOf, LIMIT)) {
                case LINEARIZABLE -> {}
                case UNDECIDED -> {
                    book.count("histories undecided");
                    book.note("history of " + key + " is too entangled to be judged");
                }
                case VIOLATED -> book.finding("the history of " + key + " has no order");
            }
        }
    }

    /** Writes the histories of the keys that findings name, and the log. */
    void report(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve("log"), book.log());
            Files.write(directory.resolve("findings"), book.findings());
            for (String key : book.keys()) {
                if (book.findings().stream().anyMatch(finding -> finding.contains(key))) {
                    Files.write(
                            directory.resolve("history-" + key.replace('/', '-')),
                            book.history(key).stream()
                                    .sorted(Comparator.comparingLong(Step::invoked))
                                    .map(this::line)
                                    .toList());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(Step step) {
        return "%10.3f %10s %-28s %s %d%s"
                .formatted(
                        book.seconds(step.invoked()),
                        step.unknown() ? "?" : "%.3f".formatted(book.seconds(step.answered())),
                        step.label(),
                        step.guard().kind(),
                        step.guard().value(),
                        step.reads() ? "" : " -> " + step.makes());
    }
}
