package io.slime.chunkd.server;

import io.slime.chunkd.wire.ClusterSecret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a chunk server listens.
 *
 * @param host the address or name to bind; empty for all interfaces
 * @param port the port to bind; 0 for any free one
 * @param secret what clients must prove to know; may be absent on loopback only
 * @param tls the certificate that clients are shown, and the authorities that theirs must be of; empty for plain HTTP
 * @param limits sizes and deadlines
 */
public record ChunkServerConfig(
        String host, int port, Optional<ClusterSecret> secret, Optional<SSLContext> tls, Limits limits) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if others than this machine could reach it without a secret
     */
    public ChunkServerConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not in 0 to 65535");
        }
        if (secret.isEmpty() && !isLoopback(host)) {
            throw new IllegalArgumentException("the chunk server would listen on '" + (host.isEmpty() ? "*" : host)
                    + ":"
                    + port + "' for everybody: give it a cluster secret (security.cluster-secret-file, the same on"
                    + " every gateway), or let it listen on 127.0.0.1");
        }
    }

    /** A server with the usual limits. */
    public static ChunkServerConfig of(String host, int port, Optional<ClusterSecret> secret) {
        return new ChunkServerConfig(host, port, secret, Optional.empty(), Limits.DEFAULT);
    }

    /** The same with other limits. */
    public ChunkServerConfig withLimits(Limits others) {
        return new ChunkServerConfig(host, port, secret, tls, others);
    }

    /** The same by TLS, which asks clients for a certificate, too. */
    public ChunkServerConfig withTls(SSLContext context) {
        return new ChunkServerConfig(host, port, secret, Optional.of(context), limits);
    }

    private static boolean isLoopback(String host) {
        if (host.isEmpty()) {
            return false;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Sizes and deadlines of a chunk server.
     *
     * @param requests most requests worked on at once
     * @param waiting most requests that wait for their turn; more are refused
     * @param patience how long a request waits for its turn, and a store for its status
     * @param bodyWait how long an upload may go without one byte moving: a client may be as slow as the one behind it
     * @param answerWait how long an answer may go without one byte moving
     * @param chunkBytes longest chunk that is taken, in bytes
     * @param memory bytes of answers that are held at once
     * @param stopWait how long running requests may go on when the server stops
     */
    public record Limits(
            int requests,
            int waiting,
            Duration patience,
            Duration bodyWait,
            Duration answerWait,
            long chunkBytes,
            int memory,
            Duration stopWait) {
        /** The usual ones. */
        public static final Limits DEFAULT = new Limits(
                512,
                2_048,
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                Duration.ofSeconds(60),
                1L << 30,
                64 << 20,
                Duration.ofSeconds(10));

        /** Checks the numbers. */
        public Limits {
            if (requests < 1 || waiting < 0 || chunkBytes < 0 || memory < 2 * Pieces.LONGEST) {
                throw new IllegalArgumentException("no limits: " + requests + " requests, " + waiting + " waiting, "
                        + chunkBytes + " bytes a chunk, " + memory + " bytes of memory");
            }
        }

        /** The same with another number of requests worked on at once. */
        public Limits withRequests(int most) {
            return new Limits(most, waiting, patience, bodyWait, answerWait, chunkBytes, memory, stopWait);
        }
    }
}
