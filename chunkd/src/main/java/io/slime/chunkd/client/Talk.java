package io.slime.chunkd.client;

import io.slime.chunkd.chunk.ChunkException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Calls to one chunk server. Whatever is wrong with the way there or with the server is {@link ChunkException.Unreachable}. */
final class Talk implements AutoCloseable {
    private final Exchange.Lines lines;
    private final ClientLimits limits;

    Talk(URI url, Credentials credentials, ClientLimits limits) {
        this.limits = limits;
        String host = url.getHost();
        Connections connections = new Connections(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                url.getPort(),
                tls(url, credentials),
                limits);
        lines = new Exchange.Lines(
                "chunk server " + url,
                connections,
                new Watch(limits.call()),
                new Signer(host + ":" + url.getPort(), credentials.secret()));
    }

    private static Optional<SSLContext> tls(URI url, Credentials credentials) {
        return credentials.tls().filter(_ -> url.getScheme().equals("https"));
    }

    /** Takes what is needed from an answer. */
    interface Reading<T> {
        T read(AnswerHead head, Exchange exchange) throws IOException;
    }

    /** Makes a call; all of ours may be repeated, which is done when an idle connection turns out to be closed. */
    <T> T call(Request request, Reading<T> reading) {
        Exchange first = open(request, false);
        try (first) {
            return run(first, reading);
        } catch (IOException e) {
            if (!first.mayBeRepeated()) {
                throw unreachable(first, e);
            }
        }
        Exchange second = open(request, true);
        try (second) {
            return run(second, reading);
        } catch (IOException e) {
            throw unreachable(second, e);
        }
    }

    private static <T> T run(Exchange exchange, Reading<T> reading) throws IOException {
        exchange.startClock();
        exchange.send();
        AnswerHead head = exchange.answer();
        try {
            return reading.read(head, exchange);
        } catch (IllegalArgumentException e) {
            throw new IOException("the answer is not understood: " + e.getMessage(), e);
        }
    }

    /** A connection for one request. */
    Exchange open(Request request, boolean fresh) {
        try {
            return new Exchange(lines, request, fresh);
        } catch (IOException e) {
            throw new ChunkException.Unreachable(lines.server() + " cannot be reached: " + e.getMessage(), e);
        }
    }

    /** What a broken exchange means to the caller of the store. */
    ChunkException unreachable(Exchange exchange, IOException e) {
        if (exchange.late()) {
            return new ChunkException.Unreachable(
                    lines.server() + " did not answer in " + limits.call().toMillis() + " ms", e);
        }
        if (Thread.currentThread().isInterrupted()) {
            return new ChunkException.Unreachable("interrupted while " + lines.server() + " was asked", e);
        }
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new ChunkException.Unreachable(lines.server() + " failed to answer: " + why, e);
    }

    @Override
    public void close() {
        lines.connections().close();
    }
}
