package io.slime.gateway.admin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.slime.gateway.cluster.StoreView;
import io.slime.gateway.durability.Amount;
import io.slime.gateway.durability.Durability;
import io.slime.gateway.durability.DurabilityReport;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** {@code /metrics} in Prometheus' text format: open on loopback, else to who holds the token. */
final class Metrics {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** Extents with more spare chunks are in no series of their own; {@code slime_extents} has them all. */
    private static final int MOST_SPARE = 8;

    private final PrometheusMeterRegistry registry;
    private final AdminTrust trust;
    private final SeriesMetrics series;

    Metrics(PrometheusMeterRegistry registry, AdminTrust trust, AdminCore core, Durability durability) {
        this.registry = registry;
        this.trust = trust;
        this.series = new SeriesMetrics(registry, core);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        stores("usable", core, store -> !store.dead() && store.connected() && !StoreJson.conflict(store));
        stores("unreachable", core, store -> !store.dead() && !store.connected());
        stores("dead", core, StoreView::dead);
        stores("conflict", core, StoreJson::conflict);
        gauge(
                "slime.chunks.quarantined",
                "Chunks in quarantine",
                () -> core.cluster().views().stream()
                        .mapToLong(StoreView::quarantined)
                        .sum());
        new ScrubMetrics(registry, core.cluster()).register();
        gauge("slime.usable.free.bytes", "Bytes of new objects that fit", core.stores()::usableBytes);
        gauge(
                "slime.data.bytes",
                "Bytes of contents before coding",
                () -> report(core, durability).all().bytes());
        gauge(
                "slime.extents",
                "Extents known",
                () -> report(core, durability).all().extents());
        gauge(
                "slime.extents.unreadable",
                "Extents that cannot be read with the stores that answer",
                () -> report(core, durability).unreadable().extents());
        gauge(
                "slime.extents.lost",
                "Extents that cannot be read even if every store that was not given up comes back",
                () -> report(core, durability).lost().extents());
        gauge(
                "slime.failures.any.stores",
                "Stores that may fail, whichever they are, without data becoming unreadable; none if there is no data",
                () -> number(report(core, durability).anyStores()));
        gauge(
                "slime.failures.any.domains",
                "Failure domains that may fail, whichever they are",
                () -> number(report(core, durability).anyDomains()));
        for (int spare = -1; spare < MOST_SPARE; spare++) {
            int chunks = spare;
            Gauge.builder(
                            "slime.extents.spare",
                            () -> known(() -> report(core, durability)
                                    .spare()
                                    .getOrDefault(chunks, Amount.NONE)
                                    .extents()))
                    .description("Extents by the chunks that they may still lose; -1: unreadable")
                    .tag("spare", String.valueOf(chunks))
                    .register(registry);
        }
    }

    private static DurabilityReport report(AdminCore core, Durability durability) {
        return durability.report(core.cluster().views());
    }

    private static double number(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : Double.NaN;
    }

    private void stores(String state, AdminCore core, Predicate<StoreView> which) {
        Gauge.builder(
                        "slime.stores",
                        () -> core.cluster().views().stream().filter(which).count())
                .description("Stores by state")
                .tag("state", state)
                .register(registry);
    }

    private void gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, () -> known(value)).description(description).register(registry);
    }

    /** What cannot be asked at present is no number. */
    private static double known(DoubleSupplier value) {
        try {
            return value.getAsDouble();
        } catch (StorageException e) {
            return Double.NaN;
        }
    }

    Answer answer(HttpCall call) {
        String host = call.header("Host").orElse("localhost");
        boolean open = trust.loopback()
                && call.local()
                && host.matches("(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");
        if (!open && !holdsToken(call)) {
            throw new Unauthorized("metrics need the bearer token of [admin] metrics-token-file");
        }
        series.refresh();
        return Answer.of(200, TEXT, registry.scrape(TEXT).getBytes(StandardCharsets.UTF_8));
    }

    private boolean holdsToken(HttpCall call) {
        byte[] said = call.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        return trust.metricsToken()
                .filter(token -> MessageDigest.isEqual(("Bearer " + token).getBytes(StandardCharsets.UTF_8), said))
                .isPresent();
    }
}
