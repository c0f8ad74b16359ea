package io.slime.gateway.s3;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator decides about the S3 front.
 *
 * @param region the region that buckets are in
 * @param domains domains whose sub-domains are buckets; none for path style only
 * @param hostId what {@code x-amz-id-2} shows: which gateway answered
 * @param sseCOverHttp whether clients' keys (SSE-C) are taken over plain HTTP from other hosts
 * @param silence how long a copy may last before its client hears something, positive
 */
public record S3Settings(String region, List<String> domains, String hostId, boolean sseCOverHttp, Duration silence) {
    /** Clients wait for a minute by default, and so do many proxies. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** Sorts the longest domain first, so that a domain below another is found before it. */
    public S3Settings {
        domains = domains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** One whose copies are silent for ten seconds. */
    public S3Settings(String region, List<String> domains, String hostId, boolean sseCOverHttp) {
        this(region, domains, hostId, sseCOverHttp, SILENCE);
    }

    /** One that takes clients' keys over TLS and from loopback only. */
    public S3Settings(String region, List<String> domains, String hostId) {
        this(region, domains, hostId, false);
    }

    /** Whether a client's key may come so: by TLS, from this very host, or by whatever an operator trusts. */
    boolean confidential(boolean secure, boolean local) {
        return secure || sseCOverHttp || local;
    }

    /** The bucket that a Host header names, if it is a sub-domain of one of the domains. */
    Optional<String> bucketOf(String host) {
        int port = host.lastIndexOf(':');
        String name = (port > host.lastIndexOf(']') ? host.substring(0, port) : host).toLowerCase(Locale.ROOT);
        for (String domain : domains) {
            if (name.equals(domain)) {
                return Optional.empty();
            }
            if (name.endsWith("." + domain)) {
                return Optional.of(name.substring(0, name.length() - domain.length() - 1));
            }
        }
        return Optional.empty();
    }
}
