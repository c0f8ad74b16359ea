package io.slime.gateway.s3.cors;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.s3.header.ObjectAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What answers say to the page that a browser acts for. It decides nothing about the request itself: that is done or refused as
 * any other, and the browser keeps the answer from a page to which no rule shows it.
 */
public final class CrossOrigin {
    /** What the answer depends on, for caches. */
    static final String VARY = Ask.ORIGIN + ", " + Ask.HEADERS + ", " + Ask.METHOD;

    private final Buckets buckets;

    /** As these buckets are configured. */
    public CrossOrigin(Buckets buckets) {
        this.buckets = buckets;
    }

    /**
     * The headers that an answer to the request has besides its own, whatever it is; none if the request names no origin, which
     * asks no database.
     */
    public Map<String, String> headers(HttpCall call, ObjectAddress address) {
        Optional<Ask> ask = Ask.of(call.method(), call::header);
        Optional<CorsConfiguration> configuration =
                ask.isEmpty() ? Optional.empty() : address.bucket().flatMap(this::configuration);
        if (configuration.isEmpty()) {
            return Map.of();
        }
        Map<String, String> headers = new TreeMap<>();
        configuration.get().allowing(ask.orElseThrow()).ifPresent(rule -> headers.putAll(rule.answer(ask.get())));
        headers.put("Vary", VARY);
        return headers;
    }

    private Optional<CorsConfiguration> configuration(String bucket) {
        return BucketName.find(bucket)
                .flatMap(name -> buckets.document(name, CorsConfiguration.KIND))
                .map(CorsConfiguration::kept);
    }
}
