package io.slime.metadata.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.testing.PostgresForTests;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Work of many threads is done in few transactions, and none fails for what another did. */
final class CombinedIT {
    private static final int THREADS = 40;
    private static MetadataForTests rig;

    @BeforeAll
    static void open() throws IOException {
        rig = MetadataForTests.open(PostgresForTests.freshDatabase());
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    /** Writes settings; a name that is none of the table's breaks the transaction. */
    private static List<String> put(Connection connection, List<String> names) throws SQLException {
        for (String name : names) {
            Sql.update(
                    connection,
                    "INSERT INTO slime.setting (name, value) VALUES (?, to_jsonb(1 / length(?))) ON CONFLICT (name) "
                            + "DO UPDATE SET value = to_jsonb(setting.value::int + 1)",
                    name,
                    name);
        }
        return names;
    }

    @Test
    void whatWaitsIsTakenAlongByTheNextTransaction() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(THREADS);
        Combined<String, String> combined = new Combined<>(rig.metadata().transactions(), (connection, names) -> {
            runs.incrementAndGet();
            if (names.contains("first")) {
                first.countDown();
                awaitAll(others);
            }
            return put(connection, names);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            answers.add(threads.submit(() -> combined.write("first")));
            first.await();
            for (int i = 0; i < THREADS; i++) {
                String name = "name-" + i;
                answers.add(threads.submit(() -> {
                    others.countDown();
                    return combined.write(name);
                }));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(i == 0 ? "first" : "name-" + (i - 1));
            }
        }
        assertThat(runs.get())
                .as("transactions for %s pieces of work", THREADS + 1)
                .isLessThan(THREADS / 2);
        for (int i = 0; i < THREADS; i++) {
            assertThat(rig.metadata().settings().get("name-" + i)).hasValue("0");
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nobodyWaitsForWorkThatWasBrokenOff() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(2);
        Combined<String, String> combined = new Combined<>(rig.metadata().transactions(), (connection, names) -> {
            if (names.contains("holding")) {
                first.countDown();
                awaitAll(others);
                return put(connection, names);
            }
            throw new StackOverflowError("on purpose");
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> holding = threads.submit(() -> combined.write("holding"));
            first.await();
            List<Future<String>> broken = new ArrayList<>();
            for (String name : List.of("one", "two")) {
                broken.add(threads.submit(() -> {
                    others.countDown();
                    return combined.write(name);
                }));
            }
            assertThat(holding.get()).isEqualTo("holding");
            for (Future<String> each : broken) {
                assertThatThrownBy(() -> each.get(20, java.util.concurrent.TimeUnit.SECONDS))
                        .isInstanceOf(java.util.concurrent.ExecutionException.class);
            }
        }
    }

    @Test
    void whoseWorkFailsIsToldAndTheOthersAreServed() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(2);
        Combined<String, String> combined = new Combined<>(rig.metadata().transactions(), (connection, names) -> {
            if (names.contains("holder")) {
                first.countDown();
                awaitAll(others);
            }
            return put(connection, names);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> holder = threads.submit(() -> combined.write("holder"));
            first.await();
            Future<String> bad = threads.submit(() -> {
                others.countDown();
                return combined.write("");
            });
            Future<String> good = threads.submit(() -> {
                others.countDown();
                return combined.write("good");
            });
            assertThat(holder.get()).isEqualTo("holder");
            assertThat(good.get()).isEqualTo("good");
            assertThatThrownBy(bad::get).hasRootCauseInstanceOf(SQLException.class);
        }
        assertThat(rig.metadata().settings().get("good")).isPresent();
        assertThat(rig.metadata().settings().get("")).isEmpty();
    }
}
