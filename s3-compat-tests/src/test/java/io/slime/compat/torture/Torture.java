package io.slime.compat.torture;

import io.slime.compat.fixture.RawRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A run: rounds of work under faults, each followed by a rest in which all must be found to be well. */
final class Torture {
    private static final String BUCKET = "torture";
    private static final String[] REDUNDANCIES = {"2/4", "3/5", "4/6", "1/3"};
    private static final Duration WHOLE_WITHIN = Duration.ofMinutes(5);
    private static final Duration CLEAN_WITHIN = Duration.ofMinutes(10);

    /**
     * What to do.
     *
     * @param seed decides everything but the timing of processes
     * @param time how long faults go on, rests included
     * @param clients how many clients work at once
     * @param faults whether there are faults
     * @param sabotage whether clients falsify what they do, to show that it is found
     */
    record Plan(long seed, Duration time, int clients, boolean faults, boolean sabotage) {}

    private final Plan plan;
    private final Random random;
    private final Book book = new Book();
    private final Keys keys = new Keys(book);
    private final ReentrantReadWriteLock turns = new ReentrantReadWriteLock(true);
    private final CountDownLatch stop = new CountDownLatch(1);

    Torture(Plan plan) {
        this.plan = plan;
        // Mixed, because the first numbers of neighbouring seeds are alike.
        this.random = new Random(plan.seed() * 0x9E3779B97F4A7C15L);
    }

    /** Runs; what must not be and was seen. */
    List<String> run() throws IOException, SQLException, InterruptedException {
        String redundancy = REDUNDANCIES[random.nextInt(REDUNDANCIES.length)];
        System.out.println("torture: seed " + plan.seed() + ", redundancy " + redundancy);
        try (ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
                Cluster cluster = Cluster.start(2, redundancy, plan.seed())) {
            Wire wire = new Wire(timer, Duration.ofSeconds(12));
            Oracle oracle = new Oracle(book, cluster, wire, BUCKET);
            Faults faults = new Faults(cluster, book, random.nextLong());
            makeBucket(cluster, wire);
            Client.Setting setting =
                    new Client.Setting(book, keys, cluster, wire, BUCKET, turns.readLock(), stop, plan.sabotage());
            for (int i = 0; i < plan.clients(); i++) {
                clients.execute(new Client(setting, random.nextLong()));
            }
            try {
                rounds(cluster, oracle, faults, new Wholeness(cluster, wire));
            } finally {
                stop.countDown();
                cluster.keepLogs();
                Path report = report(cluster.home());
                oracle.report(report);
                System.out.println(summary() + "\ntorture: log in " + report);
            }
        }
        return book.findings();
    }

    private static Path report(Path home) throws IOException {
        Path target = Path.of("target", home.getFileName().toString()).toAbsolutePath();
        Files.createDirectories(target);
        Path logs = home.resolve("log");
        if (Files.isDirectory(logs)) {
            try (var files = Files.list(logs)) {
                for (Path file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName().toString()));
                }
            }
        }
        return target;
    }

    private static void makeBucket(Cluster cluster, Wire wire) throws IOException {
        var endpoint = cluster.gateways().getFirst().direct();
        RawRequest request = RawRequest.of(endpoint, "PUT", "/" + BUCKET);
        int status = wire.exchange(endpoint.s3(), request.head(), new byte[0]).status();
        if (status != 200) {
            throw new IOException("the bucket could not be made: " + status);
        }
    }

    private void rounds(Cluster cluster, Oracle oracle, Faults faults, Wholeness wholeness)
            throws IOException, SQLException, InterruptedException {
        long end = System.nanoTime() + plan.time().toNanos();
        while (book.findings().isEmpty() && System.nanoTime() < end) {
            Round round = Round.plan(random, cluster.stores());
            book.count("round " + round.kind());
            book.note("round " + round.kind() + " " + round.harmed());
            Duration time = Duration.ofSeconds(20 + random.nextInt(25));
            if (plan.faults()) {
                faults.run(round, time);
                faults.end();
                faults.awaitAll();
            } else {
                stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
            }
            rest(cluster, oracle, faults, wholeness, round);
        }
        if (plan.faults() && book.findings().isEmpty()) {
            finish(cluster, faults, wholeness);
        }
    }

    private void rest(Cluster cluster, Oracle oracle, Faults faults, Wholeness wholeness, Round round)
            throws IOException, SQLException, InterruptedException {
        turns.writeLock().lock();
        try {
            book.note("rest");
            oracle.readAll();
            oracle.judge();
            if (!book.findings().isEmpty() || !plan.faults()) {
                return;
            }
            if (faults.lost()) {
                book.note("the drive is replaced: "
                        + cluster.replace(round.harmed().getFirst()));
            }
            // A server that has a deleted file open may go on reading it; it is gone when it starts again.
            round.harmed().stream()
                    .map(Store::server)
                    .distinct()
                    .forEach(number -> faults.kill(cluster.chunkServers().get(number), 1));
            faults.end();
            faults.awaitAll();
            for (Store store : round.harmed()) {
                long bad = wholeness.readAll(
                        cluster.chunkServers().get(store.server()).direct());
                book.note(bad + " chunks at the server of " + store + " are bad");
            }
            if (random.nextBoolean()) {
                killWhileRepairing(faults);
            }
            new Rest(cluster, faults, book, wholeness).awaitWhole(WHOLE_WITHIN);
            oracle.readAll();
            oracle.judge();
        } finally {
            turns.writeLock().unlock();
        }
    }

    /** Ends all work, lets the epochs end, and waits until nothing is left that nobody needs. */
    private void finish(Cluster cluster, Faults faults, Wholeness wholeness) throws SQLException, InterruptedException {
        stop.countDown();
        turns.writeLock().lock();
        try {
            cluster.gateways().forEach(gateway -> faults.kill(gateway, 1));
            faults.end();
            faults.awaitAll();
            new Rest(cluster, faults, book, wholeness).awaitClean(CLEAN_WITHIN);
        } finally {
            turns.writeLock().unlock();
        }
    }

    private void killWhileRepairing(Faults faults) throws InterruptedException {
        List<Victim> victims = faults.restless();
        for (int i = 0; i < 4; i++) {
            faults.kill(victims.get(random.nextInt(victims.size())), 1);
            stop.await(500 + random.nextInt(3000), TimeUnit.MILLISECONDS);
            faults.end();
        }
        faults.awaitAll();
    }

    /** One line, and what was done by kind. */
    private String summary() {
        Map<String, Long> counts = book.counts();
        long kills = sum(counts, "kill ");
        long harm = sum(counts, "fault: ");
        long unknown = counts.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" unknown"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        long operations = sum(counts, "s3 ") + sum(counts, "native ");
        StringBuilder text = new StringBuilder(
                "torture: seed %d, %d kills, %d other faults, %d operations, %d unknown, %d violations"
                        .formatted(
                                plan.seed(),
                                kills,
                                harm,
                                operations,
                                unknown,
                                book.findings().size()));
        counts.forEach((what, count) -> text.append("\n  %-34s %d".formatted(what, count)));
        return text.toString();
    }

    private static long sum(Map<String, Long> counts, String prefix) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
