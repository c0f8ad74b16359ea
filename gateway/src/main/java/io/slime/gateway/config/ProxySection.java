package io.slime.gateway.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Section {@code [proxy]}: the native API and what all fronts of a gateway share.
 *
 * @param listen the native listener; empty when there is none
 * @param parallelRequests requests that each listener works on at once, ≥ 1; more are refused
 * @param scrubbers background maintenance threads, ≥ 1; -1 leaves all background work to other gateways
 * @param rootKeyFile where the first start on an empty database writes root's key
 * @param tls what TLS the native listener speaks with; empty for plain HTTP
 */
public record ProxySection(
        Optional<ListenAddress> listen,
        int parallelRequests,
        int scrubbers,
        Optional<Path> rootKeyFile,
        Optional<TlsFiles> tls) {
    private static final int LEAST_REQUESTS = 32;
    private static final int MOST_REQUESTS = 512;
    private static final long MOST_OF_HEAP = 1 << 20;

    static ProxySection read(Settings settings) {
        return new ProxySection(
                settings.listen("proxy.listen", Optional.of(new ListenAddress("127.0.0.1", 17942))),
                settings.integer("proxy.parallel-requests", usualRequests(), 1, 100_000),
                scrubbers(settings),
                settings.path("proxy.root-key-file"),
                TlsFiles.read(settings, "proxy"));
    }

    /** The scheme of the native listener's URL. */
    public String scheme() {
        return TlsFiles.scheme(tls);
    }

    /** No more than the heap has room for the buffers of: half a MiB each, if all of them are uploads. */
    private static int usualRequests() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / MOST_OF_HEAP, LEAST_REQUESTS, MOST_REQUESTS);
    }

    private static int scrubbers(Settings settings) {
        int count = settings.integer("proxy.scrubbers", 1, -1, 64);
        if (count == 0) {
            settings.problem("proxy.scrubbers", "must be at least 1, or -1 for none on this gateway");
            return 1;
        }
        return count;
    }
}
