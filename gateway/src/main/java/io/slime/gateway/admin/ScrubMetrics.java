package io.slime.gateway.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.slime.chunkd.chunk.ScrubStatus;
import io.slime.gateway.cluster.Cluster;
import io.slime.gateway.cluster.StoreView;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What the stores' scrubs add to the metrics. */
final class ScrubMetrics {
    private static final String[] STATES = {"running", "idle", "paused", "unknown"};

    private final MeterRegistry registry;
    private final Cluster cluster;

    ScrubMetrics(MeterRegistry registry, Cluster cluster) {
        this.registry = registry;
        this.cluster = cluster;
    }

    void register() {
        for (String state : STATES) {
            Gauge.builder(
                            "slime.scrub.stores",
                            () -> living().filter(
                                            store -> ScrubJson.state(store).equals(state))
                                    .count())
                    .description("Stores by what their scrub does")
                    .tag("state", state)
                    .register(registry);
        }
        sum(
                "slime.scrub.damaged.chunks",
                "Damaged chunks that the last full passes and those under way found",
                scrub -> scrub.damaged());
        sum(
                "slime.scrub.rate.bytes",
                "Bytes that are verified a second",
                scrub -> scrub.running().map(ScrubStatus.Running::rate).orElse(0L));
        Gauge.builder("slime.scrub.last.completed.timestamp.seconds", this::oldest)
                .description("When the store that was verified the longest ago was so in full; none until each was")
                .register(registry);
    }

    private Stream<StoreView> living() {
        return cluster.views().stream().filter(store -> !store.dead());
    }

    private void sum(String name, String description, ToDoubleFunction<ScrubStatus> value) {
        Gauge.builder(
                        name,
                        () -> living().flatMap(store -> store.scrub().stream())
                                .mapToDouble(value)
                                .sum())
                .description(description)
                .register(registry);
    }

    private double oldest() {
        double[] times = living().map(store -> store.scrub().flatMap(ScrubStatus::last))
                .mapToDouble(last -> last.map(pass -> (double) pass.finished().getEpochSecond())
                        .orElse(Double.NaN))
                .toArray();
        double oldest = times.length == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
        for (double time : times) {
            oldest = Math.min(oldest, time); // one that is NaN makes all so
        }
        return oldest;
    }
}
