package io.slime.gateway.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.http.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A front whose requests are counted and timed as {@code slime_requests_seconds}, a histogram by front, operation, method and status. What
 * operations are called is the front's own choice, among few.
 */
public final class MeteredFront implements Front {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH");

    /** Beyond so many, operations go as {@code other}: nobody is to fill memory with names. */
    private static final int MAX_SERIES = 2000;

    private static final Duration[] BOUNDS = Stream.of(1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Front front;
    private final String name;
    private final MeterRegistry registry;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);

    /**
     * Measures a front.
     *
     * @param front what serves
     * @param name what it is called in the metrics: {@code s3}, {@code data} or {@code admin}
     * @param registry where it is counted
     */
    public MeteredFront(Front front, String name, MeterRegistry registry) {
        this.front = front;
        this.name = name;
        this.registry = registry;
        for (Refusal reason : Refusal.values()) {
            refusals.put(
                    reason,
                    Counter.builder("slime.requests.refused")
                            .description("Requests that no front answered, by why")
                            .tag("front", name)
                            .tag("reason", reason.name())
                            .register(registry));
        }
    }

    private record Series(String operation, String method, int status) {}

    @Override
    public void serve(HttpCall call) throws IOException {
        long begin = System.nanoTime();
        try {
            front.serve(call);
        } finally {
            timer(call).record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timer(HttpCall call) {
        String method = METHODS.contains(call.method()) ? call.method() : "other";
        Series series = new Series(call.operation(), method, call.status());
        Timer known = timers.get(series);
        if (known != null) {
            return known;
        }
        Series kept = timers.size() < MAX_SERIES ? series : new Series("other", method, call.status());
        return timers.computeIfAbsent(kept, this::register);
    }

    private Timer register(Series series) {
        return Timer.builder("slime.requests")
                .description("Requests served, from their headers to the end of their answers")
                .serviceLevelObjectives(BOUNDS)
                .tag("front", name)
                .tag("operation", series.operation())
                .tag("method", series.method())
                .tag("status", Integer.toString(series.status()))
                .register(registry);
    }

    @Override
    public Answer refusal(HttpCall call, Refusal reason) {
        Counter counter = refusals.get(reason);
        if (counter != null) {
            counter.increment();
        }
        return front.refusal(call, reason);
    }
}
