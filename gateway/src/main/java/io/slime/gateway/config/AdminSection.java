package io.slime.gateway.config;

import java.util.Optional;

/**
 * Section {@code [admin]}: the admin API, health and metrics.
 *
 * @param listen its address; empty when there is none
 * @param metricsToken the bearer token that opens /metrics off loopback
 * @param tls what TLS is spoken with; empty for plain HTTP
 */
public record AdminSection(Optional<ListenAddress> listen, Optional<Secret> metricsToken, Optional<TlsFiles> tls) {
    static AdminSection read(Settings settings) {
        return new AdminSection(
                settings.listen("admin.listen", Optional.of(new ListenAddress("127.0.0.1", 17944))),
                settings.secret("admin.metrics-token"),
                TlsFiles.read(settings, "admin"));
    }

    /** The scheme of the listener's URL. */
    public String scheme() {
        return TlsFiles.scheme(tls);
    }
}
