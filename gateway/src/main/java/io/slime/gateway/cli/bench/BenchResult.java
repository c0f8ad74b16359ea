package io.slime.gateway.cli.bench;

import java.util.OptionalDouble;

/**
 * What was measured of one kind of request.
 *
 * @param kind the kind
 * @param seconds how long it was measured
 * @param requests requests that were answered as they should be
 * @param errors requests that were not, wrong contents among them
 * @param bytes bytes of contents that were moved
 * @param latency how long requests took
 * @param clientCpu CPU microseconds of this process per request
 * @param serverCpu CPU microseconds of the server per request, its PostgreSQL included; empty when it runs elsewhere
 */
public record BenchResult(
        BenchPlan.Kind kind,
        double seconds,
        long requests,
        long errors,
        long bytes,
        Latency latency,
        double clientCpu,
        OptionalDouble serverCpu) {
    /**
     * Percentiles, in milliseconds, each at most 1.6 % too high.
     *
     * @param p50 half of the requests took no longer
     * @param p90 nine of ten
     * @param p99 99 of 100
     * @param p999 999 of 1,000
     * @param max the longest
     */
    public record Latency(double p50, double p90, double p99, double p999, double max) {}

    /** Requests a second. */
    public double rate() {
        return requests / seconds;
    }
}
