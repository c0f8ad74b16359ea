package io.slime.metadata.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SharedLookupTest {
    private final List<SharedLookup<Integer, String>> lookups = new ArrayList<>();
    private final List<List<Integer>> statements = Collections.synchronizedList(new ArrayList<>());

    @Test
    void oneCallerAloneAsksAtOnce() {
        SharedLookup<Integer, String> lookup = lookup(this::even);
        assertThat(lookup.find(2)).contains("2");
        assertThat(lookup.find(3)).isEmpty();
        assertThat(statements).containsExactly(List.of(2), List.of(3));
    }

    @Test
    void thoseWhoWaitAreAnsweredTogether() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        SharedLookup<Integer, String> lookup = lookup(keys -> {
            Map<Integer, String> found = even(keys);
            if (keys.contains(0)) {
                awaited(slow);
            }
            return found;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> first = threads.submit(() -> lookup.find(0));
            await().until(() -> !statements.isEmpty());
            List<Future<Optional<String>>> others = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(() -> lookup.find(i % 50 + 1)))
                    .toList();
            await().until(() -> lookup.waiting() == 100);
            slow.countDown();
            assertThat(first.get()).contains("0");
            for (int i = 0; i < 100; i++) {
                int key = i % 50 + 1;
                assertThat(others.get(i).get()).isEqualTo(key % 2 == 0 ? Optional.of("" + key) : Optional.empty());
            }
        }
        assertThat(statements).hasSize(3);
        assertThat(statements.get(1)).doesNotHaveDuplicates();
    }

    @Test
    void aKeyThatTheDatabaseCannotTakeHarmsNoOther() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        CountDownLatch slow = new CountDownLatch(1);
        SharedLookup<Integer, String> lookup = lookup(keys -> {
            asked.set(true);
            awaited(slow);
            if (keys.contains(13)) {
                throw new MetadataException.Corrupt("13", null);
            }
            return even(keys);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> first = threads.submit(() -> lookup.find(2));
            await().until(() -> asked.get());
            Future<Optional<String>> bad = threads.submit(() -> lookup.find(13));
            Future<Optional<String>> good = threads.submit(() -> lookup.find(4));
            await().until(() -> lookup.waiting() == 2);
            slow.countDown();
            assertThat(first.get()).contains("2");
            assertThat(good.get()).contains("4");
            assertThatThrownBy(bad::get).hasCauseInstanceOf(MetadataException.Corrupt.class);
        }
    }

    @Test
    void whoeverIsInterruptedGivesUp() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        SharedLookup<Integer, String> lookup = lookup(keys -> {
            Map<Integer, String> found = even(keys);
            awaited(slow);
            return found;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> first = threads.submit(() -> lookup.find(2));
            await().until(() -> !statements.isEmpty());
            Thread waiter = Thread.ofVirtual()
                    .start(() ->
                            assertThatThrownBy(() -> lookup.find(4)).isInstanceOf(MetadataException.Unavailable.class));
            await().until(() -> lookup.waiting() == 1);
            waiter.interrupt();
            waiter.join();
            assertThat(lookup.waiting()).isZero();
            slow.countDown();
            assertThat(first.get()).contains("2");
        }
    }

    @Test
    void anErrorEndsNoThread() throws Exception {
        SharedLookup<Integer, String> lookup = lookup(keys -> {
            if (keys.contains(13)) {
                throw new StackOverflowError("of a test");
            }
            return even(keys);
        });
        assertThatThrownBy(() -> lookup.find(13)).isInstanceOf(MetadataException.Unavailable.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> later = threads.submit(() -> lookup.find(2));
            await().until(later::isDone);
            assertThat(later.get()).contains("2");
        }
    }

    @Test
    void whoeverWaitsWhenItIsClosedIsToldAtOnce() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        SharedLookup<Integer, String> lookup = lookup(keys -> {
            Map<Integer, String> found = even(keys);
            uninterruptibly(slow);
            return found;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<String>> first = threads.submit(() -> lookup.find(2));
            await().until(() -> !statements.isEmpty());
            Future<Optional<String>> second = threads.submit(() -> lookup.find(4));
            await().until(() -> lookup.waiting() == 1);
            lookup.close();
            await().until(second::isDone);
            assertThatThrownBy(second::get).hasCauseInstanceOf(MetadataException.Unavailable.class);
            slow.countDown();
            assertThat(first.get()).as("its statement had begun").contains("2");
        }
    }

    @AfterEach
    void close() {
        lookups.forEach(SharedLookup::close);
    }

    private SharedLookup<Integer, String> lookup(SharedLookup.Statement<Integer, String> statement) {
        SharedLookup<Integer, String> lookup = new SharedLookup<>("test", 1, statement);
        lookups.add(lookup);
        return lookup;
    }

    private Map<Integer, String> even(List<Integer> keys) {
        statements.add(keys);
        Map<Integer, String> found = new HashMap<>();
        keys.stream().filter(key -> key % 2 == 0).forEach(key -> found.put(key, "" + key));
        return found;
    }

    private static void uninterruptibly(CountDownLatch latch) {
        boolean open = false;
        boolean interrupted = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
