package io.slime.gateway.wiring;

import io.slime.gateway.config.ListenAddress;
import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.http.Front;
import io.slime.gateway.http.HttpServer;
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

    private HttpListener() {}

    /**
     * Listens.
     *
     * @throws IOException if the address is taken, or no address of this machine
     */
    static HttpServer open(
            ListenAddress address, ProxyConfig config, Optional<SSLContext> tls, Front front, Executor threads)
            throws IOException {
        String host = address.host().isEmpty() ? EVERYWHERE : address.host();
        ServerConfig server = new ServerConfig(
                host,
                address.port(),
                tls,
                config.proxy().parallelRequests(),
                limits(config),
                TrustedProxies.of(config.security().trustedProxies()));
        try {
            return HttpServer.open(server, front, threads);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof BindException taken) {
                throw new IOException("cannot listen at " + address + ": " + taken.getMessage(), taken);
            }
            throw e;
        }
    }

    private static ServerConfig.Limits limits(ProxyConfig config) {
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
