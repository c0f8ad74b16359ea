package io.slime.gateway.wiring;

import io.slime.gateway.config.ListenAddress;
import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpServer;
import io.slime.gateway.http.RecentRequests;
import io.slime.gateway.http.ServerConfig;
import io.slime.gateway.http.TrustedProxies;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** Opens the listeners as the configuration has them. */
final class HttpListener {
    private static final String EVERYWHERE = "::";

    private final ProxyConfig config;
    private final Executor threads;

    HttpListener(ProxyConfig config, Executor threads) {
        this.config = config;
        this.threads = threads;
    }

    /**
     * Listens.
     *
     * @param recent where what is served is kept for a while
     * @throws IOException if the address is taken, or no address of this machine
     */
    HttpServer open(ListenAddress address, Optional<SSLContext> tls, Optional<RecentRequests> recent, Front front)
            throws IOException {
        String host = address.host().isEmpty() ? EVERYWHERE : address.host();
        ServerConfig server = new ServerConfig(
                host,
                address.port(),
                tls,
                config.proxy().parallelRequests(),
                limits(),
                TrustedProxies.of(config.security().trustedProxies()),
                recent);
        try {
            return HttpServer.open(server, front, threads);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof BindException taken) {
                throw new IOException("cannot listen at " + address + ": " + taken.getMessage(), taken);
            }
            throw e;
        }
    }

    private ServerConfig.Limits limits() {
        ServerConfig.Limits usual = ServerConfig.Limits.DEFAULT;
        Duration idle = config.limits().idleTimeout();
        return new ServerConfig.Limits(
                usual.headerBytes(),
                usual.headerWait(),
                idle,
                usual.bodyWait(),
                config.limits().leastRate(),
                usual.drainBytes(),
                usual.drainWait(),
                config.limits().shutdownGrace());
    }
}
