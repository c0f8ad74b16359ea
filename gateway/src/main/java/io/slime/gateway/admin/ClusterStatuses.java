package io.slime.gateway.admin;

import io.slime.erasure.Redundancy;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.durability.Durability;
import io.slime.gateway.durability.DurabilityReport;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.metadata.redundancy.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one snapshot behind the admin API, the commands, the console and the metrics: whatever is asked carries its time, and what carries the
 * same time agrees. It is taken anew when it is a second old, and as soon as a store is seen differently.
 */
final class ClusterStatuses {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MOST_BUCKETS = 100;

    private final AdminCore core;
    private final Durability durability;
    private final InstantSource clock;
    private Optional<ClusterStatus> last = Optional.empty();

    ClusterStatuses(AdminCore core, Durability durability, InstantSource clock) {
        this.core = core;
        this.durability = durability;
        this.clock = clock;
    }

    /** How it is, or was less than a second ago. */
    synchronized ClusterStatus now() {
        List<StoreView> stores = core.stores().list();
        Instant now = clock.instant();
        return last.filter(status -> status.asOf().plus(FRESH).isAfter(now)
                        && !status.asOf().isAfter(now)
                        && status.stores().equals(stores)
                        && status.redundancy().equals(core.stores().redundancy())
                        && status.frozen().equals(core.deletionFrozen().get()))
                .orElseGet(() -> look(stores));
    }

    /** How it is, with everything counted now. */
    synchronized ClusterStatus anew() {
        return look(core.stores().list());
    }

    private ClusterStatus look(List<StoreView> stores) {
        Profiles profiles = core.stores().redundancies().profiles();
        DurabilityReport report = durability.reportNow(stores);
        Map<Integer, Long> waiting =
                DatabaseCalls.ask(() -> core.metadata().repairs().histogram());
        ClusterStatus status = new ClusterStatus(
                next(),
                profiles.cluster(),
                others(profiles),
                stores,
                core.cluster().usable(),
                core.stores().usableBytes(),
                report,
                waiting.values().stream().mapToLong(Long::longValue).sum(),
                core.deletionFrozen().get());
        last = Optional.of(status);
        return status;
    }

    /** To a millisecond, and no two have the same. */
    private Instant next() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return last.map(ClusterStatus::asOf)
                .filter(before -> before.equals(now))
                .map(before -> before.plusMillis(1))
                .orElse(now);
    }

    private static Map<String, Redundancy> others(Profiles profiles) {
        Map<String, Redundancy> others = new LinkedHashMap<>();
        profiles.classes().forEach((name, redundancy) -> others.put("class " + name, redundancy));
        profiles.buckets().entrySet().stream()
                .limit(MOST_BUCKETS)
                .forEach(bucket -> others.put("bucket " + bucket.getKey(), bucket.getValue()));
        return others;
    }
}
