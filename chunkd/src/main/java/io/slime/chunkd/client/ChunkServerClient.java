package io.slime.chunkd.client;

import io.slime.chunkd.chunk.ChunkException;
import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;
import io.slime.chunkd.wire.Route;
import io.slime.chunkd.wire.StatusForm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A chunk server, asked over HTTP by few connections that are kept. Makes no call before it is asked to. Every method throws {@link
 * ChunkException.Unreachable} if nothing answers in time, or no chunk server of this cluster.
 */
public final class ChunkServerClient implements AutoCloseable {
    private static final int LONGEST_ANSWER = 1 << 20;

    private final URI url;
    private final Talk talk;

    /**
     * A client with the usual limits.
     *
     * @param url {@code http://host:port}, or {@code https://host:port} for TLS
     * @param credentials what the client proves itself with; TLS is needed for {@code https}
     * @throws IllegalArgumentException if the URL is not of that form
     */
    public ChunkServerClient(URI url, Credentials credentials) {
        this(url, credentials, ClientLimits.DEFAULT);
    }

    /** The same with other limits. */
    public ChunkServerClient(URI url, Credentials credentials, ClientLimits limits) {
        boolean plain = url.getRawPath() == null
                || url.getRawPath().isEmpty()
                || url.getRawPath().equals("/");
        boolean tls = "https".equals(url.getScheme());
        if ((!tls && !"http".equals(url.getScheme()))
                || url.getHost() == null
                || url.getPort() < 1
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || !plain) {
            throw new IllegalArgumentException("'" + url + "' is not http://host:port, such as http://127.0.0.1:17941");
        }
        if (tls && credentials.tls().isEmpty()) {
            throw new IllegalArgumentException("'" + url + "' speaks TLS, and no certificate for it is configured");
        }
        this.url = url;
        talk = new Talk(url, credentials, limits);
    }

    /** Where the server is. */
    public URI url() {
        return url;
    }

    /** The stores that the server has. */
    public List<UUID> uuids() {
        return talk.call(new Request("GET", new Route.Uuids().path()), (head, exchange) -> {
            String lines = new String(exchange.body(LONGEST_ANSWER), StandardCharsets.US_ASCII);
            return lines.lines().map(UUID::fromString).toList();
        });
    }

    /** How the server's stores are; one that is out of order has an error. */
    public List<StoreStatus> stores() {
        return talk.call(
                new Request("GET", new Route.Stores().path()),
                (head, exchange) -> StatusForm.parseAll(exchange.body(LONGEST_ANSWER)));
    }

    /** A store of the server; makes no call. It need not be closed. */
    public ChunkStore store(UUID uuid) {
        return new RemoteStore(talk, uuid);
    }

    /** Lets go of the connections; calls that run come to their end. */
    @Override
    public void close() {
        talk.close();
    }
}
