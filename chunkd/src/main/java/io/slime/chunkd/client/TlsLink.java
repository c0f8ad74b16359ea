package io.slime.chunkd.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLParameters;

/**
 * Bytes by TLS (RFC 8446) over a blocking channel; the server must prove to be of the host's name (RFC 2818). The handshake comes with the
 * first bytes that are written, so that it counts among the time of a call.
 */
final class TlsLink implements Link {
    /** How many records are made before they are sent. */
    private static final int RECORDS = 4;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer out; // records to be sent, being written
    private final ByteBuffer in; // records that came, being written
    private final ByteBuffer plain; // what a record said, being read
    private boolean greeted;

    TlsLink(SocketChannel channel, SSLContext context, String host, int port) {
        this.channel = channel;
        engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        out = ByteBuffer.allocateDirect(RECORDS * record());
        in = ByteBuffer.allocateDirect(RECORDS * record());
        plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .flip();
    }

    private int record() {
        return engine.getSession().getPacketBufferSize();
    }

    @Override
    public void write(ByteBuffer... buffers) throws IOException {
        if (!greeted) {
            greet();
            greeted = true;
        }
        ByteBuffer last = buffers[buffers.length - 1];
        while (last.hasRemaining()) {
            wrap(buffers);
            if (!last.hasRemaining() || out.remaining() < record()) {
                flush();
            }
        }
    }

    private void greet() throws IOException {
        engine.beginHandshake();
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> tasks();
                case NEED_WRAP -> speak();
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    Status status = unwrap().getStatus();
                    if (status == Status.CLOSED || (status == Status.BUFFER_UNDERFLOW && channel.read(in) < 0)) {
                        throw new EOFException("the connection was closed in the middle of the TLS handshake");
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    return;
                }
            }
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return take(into);
    }

    @Override
    public int poll(ByteBuffer into) throws IOException {
        channel.configureBlocking(false);
        try {
            return take(into);
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** What the next record says; records that are for TLS itself, such as tickets of sessions, are passed over. */
    private int take(ByteBuffer into) throws IOException {
        while (!plain.hasRemaining()) {
            SSLEngineResult result = unwrap();
            if (result.getStatus() == Status.CLOSED) {
                return -1;
            }
            if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                int n = channel.read(in);
                if (n <= 0) {
                    return n;
                }
            } else if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                tasks();
            } else if (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                speak();
            }
        }
        int n = Math.min(plain.remaining(), into.remaining());
        into.put(into.position(), plain, plain.position(), n);
        into.position(into.position() + n);
        plain.position(plain.position() + n);
        return n;
    }

    /** Takes one record apart; only when nothing is left of the one before. */
    private SSLEngineResult unwrap() throws IOException {
        in.flip();
        plain.clear();
        try {
            SSLEngineResult result = engine.unwrap(in, plain);
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                throw new ProtocolException("a TLS record is longer than " + plain.capacity() + " bytes");
            }
            return result;
        } finally {
            plain.flip();
            in.compact();
        }
    }

    private void tasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Sends what TLS itself has to say. */
    private void speak() throws IOException {
        wrap(NOTHING);
        flush();
    }

    private void wrap(ByteBuffer... buffers) throws IOException {
        if (engine.wrap(buffers, out).getStatus() == Status.CLOSED) {
            throw new EOFException("the connection was closed");
        }
    }

    private void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    /** Closes it at once: a call's end is told by lengths, so that TLS need not say goodbye. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
