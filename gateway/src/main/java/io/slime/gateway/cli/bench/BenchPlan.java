package io.slime.gateway.cli.bench;

import io.slime.gateway.cli.client.AccessKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What is to be measured.
 *
 * @param target the S3 listener, http, and the bucket that is used
 * @param key signs the requests
 * @param kinds what is measured, one after the other
 * @param clients how many connections, each with one request at a time
 * @param size bytes of an object
 * @param objects how many keys each connection uses, again and again
 * @param duration how long each kind is measured
 * @param signedPayload whether uploads are sent with their SHA-256, rather than {@code UNSIGNED-PAYLOAD}
 */
public record BenchPlan(
        Target target,
        AccessKey key,
        List<Kind> kinds,
        int clients,
        int size,
        int objects,
        Duration duration,
        boolean signedPayload) {
    /** Most connections. */
    public static final int MAX_CLIENTS = 1024;
    /** Largest object, in bytes. */
    public static final int MAX_SIZE = 1 << 30;

    /** Checks the bounds; {@link IllegalArgumentException} if one is broken. */
    public BenchPlan {
        kinds = List.copyOf(kinds);
        if (clients < 1 || clients > MAX_CLIENTS) {
            throw new IllegalArgumentException("between 1 and " + MAX_CLIENTS + " clients, not " + clients);
        }
        if (size < 0 || size > MAX_SIZE) {
            throw new IllegalArgumentException("objects have 0 bytes to 1 GiB, not " + size);
        }
        if (objects < 1 || !duration.isPositive() || kinds.isEmpty()) {
            throw new IllegalArgumentException("objects, duration and kinds must be positive");
        }
    }

    /**
     * Where the load goes.
     *
     * @param url {@code http://host:port} of the S3 listener
     * @param region the region to sign for
     * @param bucket a bucket that exists
     * @param listing the query of a LIST, its parameters in order; in it {@code {n}} becomes a number of three digits, ever another
     */
    public record Target(URI url, String region, String bucket, String listing) {
        private static final long STRIDE = 617;
        private static final long PLACES = 1000;

        /** Checks the URL; {@link IllegalArgumentException} if it is not plain HTTP with a host. */
        public Target {
            if (!"http".equals(url.getScheme()) || url.getHost() == null) {
                throw new IllegalArgumentException("the load goes to an http:// URL, not to " + url);
            }
        }

        int port() {
            return url.getPort() < 0 ? 80 : url.getPort();
        }

        /** The query of the n-th LIST. */
        String listing(long n) {
            return listing.replace("{n}", String.format(Locale.ROOT, "%03d", n * STRIDE % PLACES));
        }

        String host() {
            return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
        }
    }

    /** Requests of one kind, or a mixture. */
    public enum Kind {
        /** Objects are written. */
        PUT,
        /** Objects are read, and their bytes compared. */
        GET,
        /** Objects are looked at. */
        HEAD,
        /** Pages of up to 1,000 keys are listed. */
        LIST,
        /** Objects are deleted, whether there or not. */
        DELETE,
        /** Of ten requests seven GET, two PUT and one HEAD. */
        MIXED;

        private static final List<Kind> MIXTURE = List.of(GET, GET, PUT, GET, GET, HEAD, GET, GET, PUT, GET);

        /** The kind of the n-th request. */
        Kind at(long n) {
            return this == MIXED ? MIXTURE.get((int) (n % MIXTURE.size())) : this;
        }

        /** Whether the objects must be there before. */
        boolean needsObjects() {
            return this == GET || this == HEAD || this == LIST || this == MIXED;
        }
    }
}
