package io.slime.gateway.admin;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.backup.JournalHead;
import io.slime.metadata.quota.Standing;
import io.slime.metadata.task.TaskRow;
import io.slime.metadata.transaction.Sessions;
import io.slime.metadata.transaction.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Metrics of which there is one for each of some things: stores, tasks, quotas, pools. They are looked up when they are asked for. */
final class SeriesMetrics {
    private final MeterRegistry registry;
    private final AdminCore core;
    private final Map<String, MultiGauge> gauges = new LinkedHashMap<>();
    private final Map<String, List<MultiGauge.Row<?>>> rows = new HashMap<>();

    SeriesMetrics(MeterRegistry registry, AdminCore core) {
        this.registry = registry;
        this.core = core;
    }

    /** Looks everything up; what the database does not tell is left out this time. */
    synchronized void refresh(List<StoreView> stores, Optional<ClusterStatus> status) {
        rows.clear();
        stores.forEach(this::store);
        core.metadata().pools().forEach(this::pool);
        boolean up = true;
        try {
            long begin = System.nanoTime();
            ping();
            add(
                    "slime.database.ping.seconds",
                    "How long the database takes for nothing",
                    Tags.empty(),
                    (System.nanoTime() - begin) / 1e9);
            tasks();
            status.ifPresent(this::repairs);
            journal();
            quotas("bucket", DatabaseCalls.ask(core.metadata().quotas()::buckets));
            quotas("user", DatabaseCalls.ask(core.metadata().quotas()::accounts));
        } catch (StorageException e) {
            up = false;
        }
        add("slime.database.up", "Whether the database answers", Tags.empty(), up ? 1 : 0);
        gauges.forEach((name, gauge) -> gauge.register(rows.getOrDefault(name, List.of()), true));
    }

    private void ping() {
        DatabaseCalls.ask(() -> core.metadata()
                .transactions()
                .statement(connection -> Sql.only(connection, "SELECT 1", row -> row.getInt(1))));
    }

    private void store(StoreView store) {
        Tags tags = Tags.of("store", store.uuid().toString(), "name", store.name(), "domain", store.domain());
        add("slime.store.up", "Whether this gateway reaches the store", tags, store.connected() ? 1 : 0);
        add("slime.store.dead", "Whether the operator gave the store up", tags, store.dead() ? 1 : 0);
        add("slime.store.free.bytes", "Bytes that chunks may still take", tags, store.free());
        add("slime.store.capacity.bytes", "Bytes of the file system", tags, store.capacity());
        add("slime.store.chunks", "Chunks held", tags, store.chunks());
        add("slime.store.quarantined.chunks", "Chunks in quarantine", tags, store.quarantined());
    }

    private void pool(Sessions.Pool pool) {
        Map<String, ToDoubleFunction<Sessions.Pool>> states = Map.of(
                "active",
                Sessions.Pool::active,
                "idle",
                Sessions.Pool::idle,
                "waiting",
                Sessions.Pool::waiting,
                "most",
                Sessions.Pool::most);
        states.forEach((state, value) -> add(
                "slime.database.sessions",
                "Sessions of the database, those that wait for one, and how many there may be",
                Tags.of("pool", pool.name(), "state", state),
                value.applyAsDouble(pool)));
    }

    private void tasks() {
        Instant now = Instant.now();
        for (TaskRow task : DatabaseCalls.ask(core.metadata().tasks()::list)) {
            Tags tags = Tags.of("task", task.name());
            boolean leased = task.holder().isPresent() && task.leaseUntil().isAfter(now);
            add("slime.task.running", "Whether some gateway is at the task", tags, leased && !task.paused() ? 1 : 0);
            add("slime.task.paused", "Whether the task is paused", tags, task.paused() ? 1 : 0);
            add("slime.task.done", "What the task has done of its present round", tags, TaskJson.number(task, "done"));
            add(
                    "slime.task.todo",
                    "What there is for the task to do in its present round",
                    tags,
                    TaskJson.number(task, "total"));
        }
    }

    private void repairs(ClusterStatus status) {
        add("slime.repair.waiting.extents", "Extents that lack chunks", Tags.empty(), status.waiting());
        long postponed = DatabaseCalls.ask(() -> core.metadata().repairs().postponed(100)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        add("slime.repair.postponed.extents", "Extents whose repair cannot go on for now", Tags.empty(), postponed);
    }

    private void journal() {
        JournalHead head = DatabaseCalls.ask(core.metadata().journal()::head);
        add(
                "slime.metadata.journal.full.timestamp.seconds",
                "When the stores last got a full copy of the metadata; 0: never",
                Tags.empty(),
                head.fullNumber() == 0 ? 0 : head.fullAt().getEpochSecond());
        add(
                "slime.metadata.journal.backlog",
                "Changes that are not in the stores yet, about",
                Tags.empty(),
                head.backlog());
        add(
                "slime.metadata.backup.timestamp.seconds",
                "When the last backup of the metadata was taken; 0: never",
                Tags.empty(),
                core.doctor().lastBackup().map(Instant::getEpochSecond).orElse(0L));
    }

    private void quotas(String of, Map<String, Standing> quotas) {
        quotas.forEach((name, standing) -> {
            Tags tags = Tags.of("of", of, "name", name);
            standing.quota().bytes().ifPresent(most -> {
                add("slime.quota.bytes", "Bytes that may be there", tags, most);
                add(
                        "slime.quota.used.bytes",
                        "Bytes that count against the quota",
                        tags,
                        standing.use().bytes());
            });
            standing.quota().objects().ifPresent(most -> {
                add("slime.quota.objects", "Objects that may be there", tags, most);
                add(
                        "slime.quota.used.objects",
                        "Objects that count against the quota",
                        tags,
                        standing.use().objects());
            });
        });
    }

    private void add(String name, String description, Tags tags, Number value) {
        gauges.computeIfAbsent(
                name, key -> MultiGauge.builder(key).description(description).register(registry));
        rows.computeIfAbsent(name, key -> new ArrayList<>()).add(MultiGauge.Row.of(tags, value));
    }
}
