package io.slime.gateway.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/**
 * A listening HTTP/1.1 server (HTTP/2 too over TLS) for one front.
 *
 * <p>Every request runs on a thread of the given executor, which should make virtual threads; I/O threads only move bytes.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int BUFFER_BYTES = 16 * 1024 - 20;
    private static final int POOLED_BUFFERS = 1024;

    private final Undertow undertow;
    private final Admission admission;
    private final Duration stopWait;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpServer(Undertow undertow, Admission admission, Duration stopWait) {
        this.undertow = undertow;
        this.admission = admission;
        this.stopWait = stopWait;
    }

    /**
     * Binds and starts to serve.
     *
     * @param config the address and its limits
     * @param front what to serve
     * @param threads runs the requests: one virtual thread a task
     * @throws RuntimeException with a {@link java.net.BindException} as cause when the address is taken
     */
    public static HttpServer open(ServerConfig config, Front front, Executor threads) {
        Admission admission = new Admission(config.maxRequests());
        ServerConfig.Limits limits = config.limits();
        int io = Math.max(2, Runtime.getRuntime().availableProcessors());
        Undertow.Builder builder = Undertow.builder()
                .setHandler(new Dispatch(front, admission, threads, config))
                // one-shot virtual threads cannot use thread-local caches, and filling them is dear
                .setByteBufferPool(new DefaultByteBufferPool(true, BUFFER_BYTES, POOLED_BUFFERS, 0))
                .setIoThreads(io)
                .setWorkerThreads(io)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, limits.headerBytes())
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(limits.headerWait()))
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, millis(limits.idleWait()))
                .setServerOption(UndertowOptions.ENABLE_HTTP2, config.tls().isPresent())
                .setSocketOption(Options.TCP_NODELAY, true)
                .setSocketOption(Options.REUSE_ADDRESSES, true)
                .setSocketOption(Options.BACKLOG, 1024);
        config.tls()
                .ifPresentOrElse(
                        tls -> builder.addHttpsListener(config.port(), config.host(), tls),
                        () -> builder.addHttpListener(config.port(), config.host()));
        Undertow undertow = builder.build();
        undertow.start();
        return new HttpServer(undertow, admission, limits.stopWait());
    }

    /** The address that is bound. */
    public InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
    }

    /** How many requests run at present. */
    public int running() {
        return admission.running();
    }

    /** From now on each answer ends its connection, so that clients come back elsewhere. */
    public void leave() {
        admission.endConnections();
    }

    /** Refuses further requests, waits a bounded time for those that run, and closes all connections. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        if (!admission.stop(stopWait)) {
            LOG.warn("{} requests were cut off after {} s", admission.running(), stopWait.toSeconds());
        }
        undertow.stop();
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
