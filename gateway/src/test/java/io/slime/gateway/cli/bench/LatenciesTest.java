package io.slime.gateway.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
    @Test
    void percentilesAreAtMostAStepTooHigh() {
        Random random = new Random(7);
        long[] nanos = random.longs(100_000, 0, 5_000_000_000L).toArray();
        Latencies one = new Latencies();
        Latencies all = new Latencies();
        for (int i = 0; i < nanos.length; i++) {
            (i % 2 == 0 ? one : all).add(nanos[i]);
        }
        all.addAll(one);
        Arrays.sort(nanos);
        BenchResult.Latency summary = all.summary();
        Percentage step = Percentage.withPercentage(1.6);
        assertThat(summary.p50()).isCloseTo(nanos[49_999] / 1e6, step).isGreaterThanOrEqualTo(nanos[49_999] / 1e6);
        assertThat(summary.p99()).isCloseTo(nanos[98_999] / 1e6, step).isGreaterThanOrEqualTo(nanos[98_999] / 1e6);
        assertThat(summary.max()).isEqualTo(nanos[99_999] / 1e6);
    }

    @Test
    void keepsTheExtremes() {
        Latencies latencies = new Latencies();
        latencies.add(0);
        latencies.add(1);
        latencies.add(63);
        latencies.add(64);
        latencies.add(Long.MAX_VALUE);
        assertThat(latencies.summary().p50()).isCloseTo(63 / 1e6, within(1e-9));
        assertThat(latencies.summary().p999()).isEqualTo(Long.MAX_VALUE / 1e6);
        assertThat(new Latencies().summary().p99()).isZero();
    }
}
