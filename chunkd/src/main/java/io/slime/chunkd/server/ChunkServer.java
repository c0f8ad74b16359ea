package io.slime.chunkd.server;

import io.slime.chunkd.chunk.ChunkStore;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;
import org.xnio.SslClientAuthMode;

/** A listening server of the chunk protocol, for gateways. Closing it leaves the stores open. */
public final class ChunkServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkServer.class);
    private static final int BUFFER_BYTES = 16 * 1024 - 20;
    private static final int POOLED_BUFFERS = 1024;
    private static final int HEADER_BYTES = 32 * 1024;
    private static final int HEADER_WAIT_MILLIS = 20_000;
    private static final int IDLE_MILLIS = 180_000;

    private final Undertow undertow;
    private final ServedStores stores;
    private final Turns turns;
    private final ChunkServerConfig.Limits limits;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ChunkServer(Undertow undertow, ServedStores stores, Turns turns, ChunkServerConfig.Limits limits) {
        this.undertow = undertow;
        this.stores = stores;
        this.turns = turns;
        this.limits = limits;
    }

    /**
     * Binds and starts to serve.
     *
     * @param config address, secret and limits
     * @param stores what to serve; whoever opened them closes them, after the server
     * @param threads runs the requests: one virtual thread a task
     * @throws IllegalArgumentException if two stores have one UUID
     * @throws RuntimeException with a {@link java.net.BindException} as cause when the address is taken
     */
    public static ChunkServer open(ChunkServerConfig config, List<? extends ChunkStore> stores, Executor threads) {
        ChunkServerConfig.Limits limits = config.limits();
        Turns turns = new Turns(limits);
        Gate gate = new Gate(config.secret(), config.host(), InstantSource.system());
        ServedStores served = new ServedStores(stores, threads, limits.patience());
        Routing routing = new Routing(served, gate, limits);
        int io = Math.max(2, Runtime.getRuntime().availableProcessors());
        Undertow.Builder builder = Undertow.builder()
                .setHandler(new Dispatch(routing, turns, threads, limits))
                // one-shot virtual threads cannot use thread-local caches, and filling them is dear
                .setByteBufferPool(new DefaultByteBufferPool(true, BUFFER_BYTES, POOLED_BUFFERS, 0))
                .setIoThreads(io)
                .setWorkerThreads(io)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.ALWAYS_SET_DATE, false)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADER_BYTES)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEADER_WAIT_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setSocketOption(Options.TCP_NODELAY, true)
                .setSocketOption(Options.KEEP_ALIVE, true)
                .setSocketOption(Options.REUSE_ADDRESSES, true)
                .setSocketOption(Options.SSL_CLIENT_AUTH_MODE, SslClientAuthMode.REQUIRED)
                .setSocketOption(Options.BACKLOG, 1024);
        String host = config.host().isEmpty() ? "0.0.0.0" : config.host();
        config.tls()
                .ifPresentOrElse(
                        tls -> builder.addHttpsListener(config.port(), host, tls),
                        () -> builder.addHttpListener(config.port(), host));
        Undertow undertow = builder.build();
        undertow.start();
        return new ChunkServer(undertow, served, turns, limits);
    }

    /**
     * Serves one more store from now on.
     *
     * @throws IllegalArgumentException if a store of its UUID is served already
     */
    public void add(ChunkStore store) {
        stores.add(store);
    }

    /** The address that is bound. */
    public InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
    }

    /** Refuses further requests, waits a bounded time for those that run, and closes all connections. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        int cut = turns.stop(limits.stopWait());
        if (cut > 0) {
            LOG.warn(
                    "{} requests were cut off after {} s",
                    cut,
                    limits.stopWait().toSeconds());
        }
        undertow.stop();
    }
}
