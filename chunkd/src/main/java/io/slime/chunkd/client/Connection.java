package io.slime.chunkd.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A connection to a chunk server; used by one thread at a time, closed by any. */
final class Connection implements AutoCloseable {
    /** Most bytes that one write or read moves: NIO copies a heap buffer through a direct one of the same size. */
    static final int MOST_AT_ONCE = 256 * 1024;

    private static final int LONGEST_HEAD = 16 * 1024;

    private final Link link;
    private final byte[] in = new byte[LONGEST_HEAD];
    private int start;
    private int end;
    private boolean received;
    private boolean used;
    private long idleSince;
    private volatile long deadline = Long.MAX_VALUE;
    private volatile boolean late;

    private Connection(Link link) {
        this.link = link;
    }

    static Connection open(String host, int port, Optional<SSLContext> tls, Duration atMost) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("the name " + host + " is unknown");
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, Math.toIntExact(atMost.toMillis()));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return new Connection(tls.<Link>map(context -> new TlsLink(channel, context, host, port))
                .orElseGet(() -> new PlainLink(channel)));
    }

    /** Whether it served a call before. */
    boolean used() {
        return used;
    }

    /** Whether a byte came since the call began. */
    boolean received() {
        return received;
    }

    /** Begins a call. */
    void begin() {
        received = false;
    }

    /** Ends a call after which the connection goes on. */
    void rest(long nowNanos) {
        used = true;
        idleSince = nowNanos;
    }

    long idleSince() {
        return idleSince;
    }

    /** By when the call must be over, by {@link System#nanoTime}; {@link Long#MAX_VALUE} for no matter when. */
    void deadline(long nanos) {
        deadline = nanos;
    }

    /** Closes the connection if its deadline is over. */
    void closeIfLate(long nowNanos) {
        long limit = deadline;
        if (limit != Long.MAX_VALUE && nowNanos - limit > 0) {
            late = true;
            close();
        }
    }

    /** Whether it was closed because its deadline was over. */
    boolean late() {
        return late;
    }

    /** Writes all of the buffers. */
    void send(ByteBuffer... buffers) throws IOException {
        link.write(buffers);
    }

    /** Whether something came that was not asked for, or the server closed the connection; waits for nothing. */
    boolean disturbed() {
        if (start < end) {
            return true;
        }
        try {
            int n = link.poll(ByteBuffer.wrap(in));
            start = 0;
            end = Math.max(0, n);
            received |= n > 0;
            return n != 0;
        } catch (IOException e) {
            return true; // broken, which the next read or write says as well
        }
    }

    /** Reads the head of an answer. */
    AnswerHead head() throws IOException {
        System.arraycopy(in, start, in, 0, end - start);
        end -= start;
        start = 0;
        int scanned = 0;
        while (true) {
            for (int i = scanned; i + 3 < end; i++) {
                if (in[i] == '\r' && in[i + 1] == '\n' && in[i + 2] == '\r' && in[i + 3] == '\n') {
                    start = i + 4;
                    return AnswerHead.parse(in, i);
                }
            }
            scanned = Math.max(0, end - 3);
            if (end == in.length) {
                throw new ProtocolException("the head of the answer is longer than " + LONGEST_HEAD + " bytes");
            }
            end += receive(ByteBuffer.wrap(in, end, in.length - end));
        }
    }

    /** Reads so many bytes of an answer's body. */
    void body(byte[] into, int offset, int length) throws IOException {
        int at = Math.min(length, end - start);
        System.arraycopy(in, start, into, offset, at);
        start += at;
        while (at < length) {
            at += receive(ByteBuffer.wrap(into, offset + at, Math.min(length - at, MOST_AT_ONCE)));
        }
    }

    private int receive(ByteBuffer into) throws IOException {
        int n = link.read(into);
        if (n < 0) {
            throw new EOFException("the connection was closed");
        }
        received = true;
        return n;
    }

    @Override
    public void close() {
        try {
            link.close();
        } catch (IOException e) {
            return; // it is gone either way
        }
    }
}
