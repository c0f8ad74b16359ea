package io.slime.gateway.admin;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.http.Refusal;
import java.io.IOException;
import java.util.Set;

/** A front whose requests are counted and timed as {@code slime_requests_seconds}, by front, method and status. */
public final class MeteredFront implements Front {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH");

    private final Front front;
    private final String name;
    private final MeterRegistry registry;

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
    }

    @Override
    public void serve(HttpCall call) throws IOException {
        Timer.Sample sample = Timer.start(registry);
        try {
            front.serve(call);
        } finally {
            sample.stop(Timer.builder("slime.requests")
                    .description("Requests served, from their headers to the end of their answers")
                    .tag("front", name)
                    .tag("method", METHODS.contains(call.method()) ? call.method() : "other")
                    .tag("status", Integer.toString(call.status()))
                    .register(registry));
        }
    }

    @Override
    public Answer refusal(HttpCall call, Refusal reason) {
        registry.counter("slime.requests.refused", "front", name, "reason", reason.name())
                .increment();
        return front.refusal(call, reason);
    }
}
