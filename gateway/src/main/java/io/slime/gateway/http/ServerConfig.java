package io.slime.gateway.http;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How one listener behaves.
 *
 * @param host the address to bind
 * @param port the port to bind; 0 for any free one
 * @param tls the certificate and key, when it speaks TLS; HTTP/2 is then offered too
 * @param maxRequests how many requests may run at the same time; more are refused
 * @param limits sizes and deadlines
 * @param proxies the proxies that are believed
 * @param recent where what was served is kept for a while
 */
public record ServerConfig(
        String host,
        int port,
        Optional<SSLContext> tls,
        int maxRequests,
        Limits limits,
        TrustedProxies proxies,
        Optional<RecentRequests> recent) {
    /** How many requests run at the same time unless said otherwise. */
    public static final int DEFAULT_MAX_REQUESTS = 1024;

    /** How many bytes a second must move on average unless said otherwise. */
    public static final long DEFAULT_LEAST_RATE = 128;

    /** Checks the numbers. */
    public ServerConfig {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
        if (maxRequests < 1) {
            throw new IllegalArgumentException("maxRequests " + maxRequests);
        }
    }

    /**
     * Sizes and deadlines of a listener.
     *
     * @param headerBytes the most bytes of a request line with its headers
     * @param headerWait until the headers are complete, from their first byte
     * @param idleWait how long a connection may be kept without a request
     * @param bodyWait how long a read or write of a body may go without one byte moving
     * @param leastRate how many bytes a second of waiting for the client must move on average over that time; 0 for no such limit
     * @param drainBytes how much of an unread body is read away to keep the connection
     * @param drainWait how long that may take
     * @param stopWait how long running requests may go on when the server stops
     */
    public record Limits(
            int headerBytes,
            Duration headerWait,
            Duration idleWait,
            Duration bodyWait,
            long leastRate,
            long drainBytes,
            Duration drainWait,
            Duration stopWait) {
        /** The usual ones. */
        public static final Limits DEFAULT = new Limits(
                64 * 1024,
                Duration.ofSeconds(20),
                Duration.ofSeconds(120),
                Duration.ofSeconds(60),
                DEFAULT_LEAST_RATE,
                1024 * 1024,
                Duration.ofSeconds(3),
                Duration.ofSeconds(20));
    }

    /** A plain listener with the usual limits. */
    public static ServerConfig of(String host, int port) {
        return new ServerConfig(
                host,
                port,
                Optional.empty(),
                DEFAULT_MAX_REQUESTS,
                Limits.DEFAULT,
                TrustedProxies.NONE,
                Optional.empty());
    }

    /** The same over TLS. */
    public ServerConfig withTls(SSLContext context) {
        return new ServerConfig(host, port, Optional.of(context), maxRequests, limits, proxies, recent);
    }

    /** The same with another bound on running requests. */
    public ServerConfig withMaxRequests(int max) {
        return new ServerConfig(host, port, tls, max, limits, proxies, recent);
    }

    /** The same with other limits. */
    public ServerConfig withLimits(Limits others) {
        return new ServerConfig(host, port, tls, maxRequests, others, proxies, recent);
    }

    /** The same behind these proxies. */
    public ServerConfig withProxies(TrustedProxies trusted) {
        return new ServerConfig(host, port, tls, maxRequests, limits, trusted, recent);
    }

    /** The same with what is served kept there. */
    public ServerConfig withRecent(RecentRequests requests) {
        return new ServerConfig(host, port, tls, maxRequests, limits, proxies, Optional.of(requests));
    }
}
