package io.slime.gateway.extent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.failure.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AllowanceTest {
    private static final int MIB = 1 << 20;

    private final Allowance allowance = new Allowance(8 * MIB, Duration.ofMillis(20));

    @Test
    void smallOnesAskForNothing() {
        for (int i = 0; i < 1000; i++) {
            assertThat(allowance.take(Allowance.SMALL, 1).bytes()).isEqualTo(Allowance.SMALL);
        }
        assertThat(allowance.taken()).isZero();
    }

    /** 400 uploads that were begun and then stalled took more memory than there was. */
    @Test
    void sharesGetSmallerSoThatManyGetOneAndNeverAddUpToMoreThanThereIs() {
        List<Long> shares = new ArrayList<>();
        assertThatThrownBy(() -> {
                    while (true) {
                        shares.add(allowance.take(4 * MIB, 128 << 10).bytes());
                    }
                })
                .isInstanceOf(StorageException.Overloaded.class);
        assertThat(shares.getFirst()).isEqualTo(256 << 10);
        assertThat(shares).isSortedAccordingTo((a, b) -> Long.compare(b, a)).allMatch(share -> share >= 128 << 10);
        assertThat(shares).hasSizeGreaterThan(50);
        assertThat(shares.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(allowance.taken())
                .isLessThanOrEqualTo(8 * MIB);
    }

    @Test
    void whatIsGivenBackGoesToWhoeverWaits() {
        Allowance patient = new Allowance(MIB, Duration.ofMinutes(1));
        Allowance.Share all = patient.take(MIB, MIB);
        CompletableFuture<Allowance.Share> waiter = CompletableFuture.supplyAsync(
                () -> patient.take(MIB, MIB / 2), task -> Thread.ofVirtual().start(task));
        all.close();
        all.close();
        Allowance.Share got = waiter.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(got.bytes()).isEqualTo(MIB / 2);
        got.close();
        assertThat(patient.taken()).isZero();
    }

    @Test
    void whoNeedsMoreThanThereIsGetsAll() {
        try (Allowance.Share share = allowance.take(64 * MIB, 32 * MIB)) {
            assertThat(share.bytes()).isEqualTo(32 * MIB);
            assertThat(allowance.taken()).isEqualTo(8 * MIB);
        }
    }

    @Test
    void onlyAFewWait() throws InterruptedException {
        Allowance patient = new Allowance(MIB, Duration.ofMinutes(1));
        Allowance.Share all = patient.take(MIB, MIB);
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            waiters.add(Thread.ofVirtual().start(() -> patient.take(MIB, MIB).close()));
        }
        for (Thread waiter : waiters) {
            while (waiter.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }
        assertThatThrownBy(() -> patient.take(MIB, MIB)).isInstanceOf(StorageException.Overloaded.class);
        all.close();
        for (Thread waiter : waiters) {
            assertThat(waiter.join(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(patient.taken()).isZero();
    }
}
