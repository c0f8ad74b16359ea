package io.slime.gateway.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.durability.Amount;
import io.slime.gateway.durability.DurabilityReport;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** {@code /metrics} in Prometheus' text format: open on loopback, else to who holds the token. */
final class Metrics {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** Extents with more spare chunks are in no series of their own; {@code slime_extents} has them all. */
    private static final int MOST_SPARE = 8;

    private final PrometheusMeterRegistry registry;
    private final AdminTrust trust;
    private final SeriesMetrics series;

    private final AdminCore core;
    private final ClusterStatuses statuses;

    /** What the present scrape shows; empty while the database does not answer. */
    private volatile Optional<ClusterStatus> shown = Optional.empty();

    Metrics(PrometheusMeterRegistry registry, AdminTrust trust, AdminCore core, ClusterStatuses statuses) {
        this.registry = registry;
        this.core = core;
        this.statuses = statuses;
        this.trust = trust;
        this.series = new SeriesMetrics(registry, core);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        stores("usable", store -> !store.dead() && store.connected() && !StoreJson.conflict(store));
        stores("unreachable", store -> !store.dead() && !store.connected());
        stores("dead", StoreView::dead);
        stores("conflict", StoreJson::conflict);
        Gauge.builder(
                        "slime.chunks.quarantined",
                        () -> views().stream().mapToLong(StoreView::quarantined).sum())
                .description("Chunks in quarantine")
                .register(registry);
        new ScrubMetrics(registry, core.cluster()).register();
        gauge(
                "slime.status.as.of.timestamp.seconds",
                "When what is said of stores and extents was looked at; the admin API says the same of the same time",
                status -> status.asOf().toEpochMilli() / 1e3);
        gauge("slime.usable.free.bytes", "Bytes of new objects that fit", ClusterStatus::usableBytes);
        report(
                "slime.data.bytes",
                "Bytes of contents before coding",
                report -> report.all().bytes());
        report("slime.extents", "Extents known", report -> report.all().extents());
        report(
                "slime.extents.unreadable",
                "Extents that cannot be read with the stores that answer",
                report -> report.unreadable().extents());
        report(
                "slime.extents.lost",
                "Extents that cannot be read even if every store that was not given up comes back",
                report -> report.lost().extents());
        report(
                "slime.failures.any.stores",
                "Stores that may fail, whichever they are, without data becoming unreadable; none if there is no data",
                report -> number(report.anyStores()));
        report(
                "slime.failures.any.domains",
                "Failure domains that may fail, whichever they are",
                report -> number(report.anyDomains()));
        for (int spare = -1; spare < MOST_SPARE; spare++) {
            int chunks = spare;
            Gauge.builder(
                            "slime.extents.spare",
                            () -> shown.map(ClusterStatus::durability)
                                    .map(report -> (double) report.spare()
                                            .getOrDefault(chunks, Amount.NONE)
                                            .extents())
                                    .orElse(Double.NaN))
                    .description("Extents by the chunks that they may still lose; -1: unreadable")
                    .tag("spare", String.valueOf(chunks))
                    .register(registry);
        }
    }

    private List<StoreView> views() {
        return shown.map(ClusterStatus::stores).orElseGet(core.cluster()::views);
    }

    private static double number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : Double.NaN;
    }

    private void stores(String state, Predicate<StoreView> which) {
        Gauge.builder("slime.stores", () -> views().stream().filter(which).count())
                .description("Stores by state")
                .tag("state", state)
                .register(registry);
    }

    private void report(String name, String description, ToDoubleFunction<DurabilityReport> value) {
        gauge(name, description, status -> value.applyAsDouble(status.durability()));
    }

    /** What cannot be asked at present is no number. */
    private void gauge(String name, String description, ToDoubleFunction<ClusterStatus> value) {
        Gauge.builder(name, () -> shown.map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .register(registry);
    }

    /** One scrape after the other, each of one snapshot. */
    private synchronized String scrape() {
        try {
            shown = Optional.of(statuses.now());
        } catch (StorageException e) {
            shown = Optional.empty();
        }
        series.refresh(views(), shown);
        return registry.scrape(TEXT);
    }

    Answer answer(HttpCall call) {
        String host = call.header("Host").orElse("localhost");
        boolean open = trust.loopback()
                && call.local()
                && host.matches("(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");
        if (!open && !holdsToken(call)) {
            throw new Unauthorized("metrics need the bearer token of [admin] metrics-token-file");
        }
        return Answer.of(200, TEXT, scrape().getBytes(StandardCharsets.UTF_8));
    }

    private boolean holdsToken(HttpCall call) {
        byte[] said = call.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        return trust.metricsToken()
                .filter(token -> MessageDigest.isEqual(("Bearer " + token).getBytes(StandardCharsets.UTF_8), said))
                .isPresent();
    }
}
