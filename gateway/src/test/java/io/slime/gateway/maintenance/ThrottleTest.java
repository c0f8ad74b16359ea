package io.slime.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - SECOND);
    private final Throttle throttle = new Throttle(new Foreground(nanos::get), nanos::get);

    private long announce(long bytes) {
        return throttle.left(throttle.enter(bytes));
    }

    @Test
    void nothingWaitsWithoutALimit() {
        assertThat(announce(1L << 40)).isZero();
        assertThat(announce(1L << 40)).isZero();
        throttle.limit(1000);
        assertThat(announce(10)).as("what passed freely is not owed").isZero();
    }

    @Test
    void theLimitHoldsForAllTogetherHoweverLongThatTakes() {
        throttle.limit(1000);
        assertThat(announce(500)).isZero();
        assertThat(announce(100_000)).isEqualTo(SECOND / 2);
        long third = throttle.enter(1);
        assertThat(throttle.left(third)).isEqualTo(100 * SECOND + SECOND / 2);
        nanos.addAndGet(100 * SECOND);
        assertThat(throttle.left(third)).isEqualTo(SECOND / 2);
        nanos.addAndGet(SECOND / 2);
        assertThat(throttle.left(third)).isZero();
    }

    @Test
    void aWaitThatWasCutOffIsNotOwedByOthers() {
        Throttle slow = new Throttle(new Foreground(nanos::get), () -> nanos.addAndGet(30 * SECOND));
        slow.limit(1);
        Throttle.Pacer pacer = slow.pacer();
        pacer.passed(1_000_000);
        LockSupport.unpark(Thread.currentThread()); // the clock jumps, so that its first rest is the last
        pacer.passed(1_000_000);
        assertThat(slow.left(slow.enter(1))).isLessThanOrEqualTo(1_000_000 * SECOND);
    }

    @Test
    void noBurstFollowsARest() {
        throttle.limit(1000);
        nanos.addAndGet(3600 * SECOND);
        assertThat(announce(1000)).isZero();
        assertThat(announce(1000)).isEqualTo(SECOND);
    }

    @Test
    void whoWaitsLearnsOfAnotherLimit() {
        throttle.limit(1000);
        throttle.enter(10_000);
        long waiting = throttle.enter(1);
        nanos.addAndGet(5 * SECOND);
        throttle.limit(100);
        assertThat(throttle.left(waiting)).isEqualTo(50 * SECOND);
        throttle.limit(5000);
        assertThat(throttle.left(waiting)).isEqualTo(SECOND);
        throttle.limit(0);
        assertThat(throttle.left(waiting)).isZero();
    }

    @Test
    void fewExtentsAreWorkedOnWhereTheLimitIsLow() {
        assertThat(throttle.width()).isEqualTo(Throttle.MOST);
        throttle.limit(1);
        assertThat(throttle.width()).isEqualTo(1);
        throttle.limit(3 << 20);
        assertThat(throttle.width()).isEqualTo(3);
        throttle.limit(1L << 40);
        assertThat(throttle.width()).isEqualTo(Throttle.MOST);
    }
}
