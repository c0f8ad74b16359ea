package io.slime.gateway.cli.server;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.directory.ScrubPace;
import io.slime.chunkd.directory.StoreOptions;
import io.slime.chunkd.server.ChunkServer;
import io.slime.chunkd.server.ChunkServerConfig;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import io.slime.gateway.config.ChunkSection;
import io.slime.gateway.config.ListenAddress;
import io.slime.gateway.config.ScrubberSection;
import io.slime.gateway.config.SecuritySection;
import io.slime.gateway.tls.TlsException;
import io.slime.gateway.wiring.ChunkCredentials;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The chunk protocol's listener of this process, if it was asked for. */
final class StoreListener implements AutoCloseable {
    /** A store is verified once a day at most, however small it is. */
    private static final Duration LEAST_BETWEEN_PASSES = Duration.ofDays(1);

    private final @Nullable ChunkServer server;
    private final Optional<String> url;

    private StoreListener(@Nullable ChunkServer server, Optional<String> url) {
        this.server = server;
        this.url = url;
    }

    /**
     * Listens if the configuration says so.
     *
     * @throws CommandFailure if others could reach it and there is no cluster secret
     * @throws IOException if the address is taken
     */
    static StoreListener open(ChunkSection chunk, SecuritySection security, List<ChunkStore> stores)
            throws IOException {
        if (chunk.listen().isEmpty()) {
            return new StoreListener(null, Optional.empty());
        }
        ListenAddress asked = chunk.listen().get();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            ChunkServerConfig.Limits limits = ChunkServerConfig.Limits.DEFAULT.withRequests(chunk.parallelRequests());
            ChunkServerConfig plain = ChunkServerConfig.of(
                            asked.host(), asked.port(), ChunkCredentials.secret(security))
                    .withLimits(limits);
            Optional<SSLContext> tls = ChunkCredentials.tls(security);
            ChunkServer server = ChunkServer.open(tls.map(plain::withTls).orElse(plain), stores, threads);
            String scheme = tls.isPresent() ? "https" : "http";
            return new StoreListener(
                    server,
                    Optional.of(asked.withPort(server.address().getPort()).url(scheme)));
        } catch (TlsException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (e.getCause() instanceof BindException taken) {
                throw new IOException("cannot listen at " + asked + ": " + taken.getMessage(), taken);
            }
            throw e;
        }
    }

    /** How stores are opened. */
    static StoreOptions options(ChunkSection chunk) {
        ScrubberSection gently = chunk.scrubber();
        ScrubPace pace = new ScrubPace(gently.sleepPerFile(), gently.sleepPerByte(), LEAST_BETWEEN_PASSES);
        StoreOptions options = StoreOptions.defaults().withScrub(pace);
        return chunk.reserve().isPresent() ? options.withReserve(chunk.reserve().getAsLong()) : options;
    }

    /** Serves one more store, if anything listens. */
    void add(ChunkStore store) {
        if (server != null) {
            server.add(store);
        }
    }

    /** By which URL this machine reaches it. */
    Optional<String> url() {
        return url;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
