package io.slime.compat.torture;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The time without faults in which a cluster must become whole by itself. */
final class Rest {
    private static final Duration NUDGE = Duration.ofSeconds(45);

    private final Cluster cluster;
    private final Faults faults;
    private final Book book;
    private final Wholeness wholeness;
    private final CountDownLatch never = new CountDownLatch(1);

    Rest(Cluster cluster, Faults faults, Book book, Wholeness wholeness) {
        this.cluster = cluster;
        this.faults = faults;
        this.book = book;
        this.wholeness = wholeness;
    }

    /** Waits until every extent has all its chunks. */
    void awaitWhole(Duration atMost) throws SQLException, InterruptedException {
        await(atMost, Wholeness.Report::whole, true);
    }

    /** Waits until besides there is no orphan and no garbage. */
    void awaitClean(Duration atMost) throws SQLException, InterruptedException {
        await(atMost, Wholeness.Report::clean, false);
    }

    private void await(Duration atMost, Predicate<Wholeness.Report> good, boolean nudging)
            throws SQLException, InterruptedException {
        long begin = System.nanoTime();
        long nudged = begin;
        String last = "";
        while (true) {
            try {
                Wholeness.Report report = wholeness.look();
                if (!report.toString().equals(last)) {
                    last = report.toString();
                    book.note(last);
                }
                if (good.test(report)) {
                    book.note("well after %.1f s".formatted((System.nanoTime() - begin) / 1e9));
                    return;
                }
                if (nudging && report.queued() == 0 && System.nanoTime() - nudged > NUDGE.toNanos()) {
                    nudge();
                    nudged = System.nanoTime();
                }
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
            if (System.nanoTime() - begin > atMost.toNanos()) {
                book.finding("not well after " + atMost.toSeconds() + " s: " + last);
                return;
            }
            never.await(1, TimeUnit.SECONDS);
        }
    }

    /** Missing chunks are looked for every few minutes, and whenever a gateway starts. */
    private void nudge() throws InterruptedException {
        Gateway gateway = cluster.gateways().getFirst();
        book.note("restart " + gateway.name() + " so that it looks for missing chunks");
        faults.kill(gateway, 1);
        faults.end();
        faults.awaitAll();
    }
}
