package io.slime.chunkd.client;

import io.slime.chunkd.wire.ErrorCode;
import io.slime.chunkd.wire.Fields;
import io.slime.chunkd.wire.WireError;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One request and its answer on one connection, which goes back when it is closed. */
final class Exchange implements AutoCloseable {
    private static final int LONGEST_ERROR = 64 * 1024;

    private final Lines lines;
    private final Request request;
    private final Connection connection;
    private final String nonce;
    private boolean answered;
    private boolean whole;
    private long left;

    /** What all exchanges with a server share. */
    record Lines(String server, Connections connections, Watch watch, Signer signer) {}

    Exchange(Lines lines, Request request, boolean fresh) throws IOException {
        this.lines = lines;
        this.request = request;
        connection = lines.connections().take(fresh);
        nonce = lines.signer().nonce();
        connection.begin();
    }

    /** Begins to count the time. */
    void startClock() {
        lines.watch().start(connection);
    }

    /** Lets the time pass: the next step is the caller's. */
    void stopClock() {
        lines.watch().stop(connection);
    }

    /** Sends head and body. */
    void send() throws IOException {
        ByteBuffer head = lines.signer().head(request, nonce);
        ByteBuffer body = request.body();
        if (body.hasRemaining()) {
            connection.send(head, body);
        } else {
            connection.send(head);
        }
    }

    void send(ByteBuffer... more) throws IOException {
        connection.send(more);
    }

    /** Whether an answer is there already, or the connection broken. */
    boolean disturbed() {
        return connection.disturbed();
    }

    /**
     * The head of the answer, which proves to be the server's.
     *
     * @throws io.slime.chunkd.chunk.ChunkException if it is an error
     */
    AnswerHead answer() throws IOException {
        AnswerHead head = connection.head();
        left = request.method().equals("HEAD") ? 0 : head.length();
        answered = head.keepAlive();
        lines.signer().check(head, nonce);
        if (head.status() >= 300) {
            WireError error = error(head);
            whole = left == 0;
            throw error.toException(request.chunk(), lines.server());
        }
        whole = left == 0;
        return head;
    }

    private WireError error(AnswerHead head) throws IOException {
        try {
            if (request.method().equals("HEAD")) {
                return new WireError(
                        ErrorCode.of(head.field(Fields.ERROR).orElse(""))
                                .orElseThrow(() -> new IllegalArgumentException("no error code")),
                        URLDecoder.decode(head.field(Fields.MESSAGE).orElse(""), StandardCharsets.UTF_8));
            }
            return WireError.parse(body(LONGEST_ERROR));
        } catch (IllegalArgumentException e) {
            ProtocolException strange = new ProtocolException("status " + head.status() + " without a reason");
            strange.initCause(e);
            throw strange;
        }
    }

    /** All of the answer's body. */
    byte[] body(int most) throws IOException {
        if (left > most) {
            throw new ProtocolException("an answer of " + left + " bytes");
        }
        byte[] bytes = new byte[(int) left];
        body(bytes, 0, bytes.length);
        return bytes;
    }

    /** All of the answer's body, which must be so long. */
    void body(byte[] into, int offset, int length) throws IOException {
        if (left != length) {
            throw new ProtocolException("an answer of " + left + " instead of " + length + " bytes");
        }
        connection.body(into, offset, length);
        left = 0;
        whole = true;
    }

    /** Whether the server may have closed the connection before it saw the request: then it is sent again on a new one. */
    boolean mayBeRepeated() {
        return connection.used()
                && !connection.received()
                && !connection.late()
                && !Thread.currentThread().isInterrupted();
    }

    /** Whether it took too long. */
    boolean late() {
        return connection.late();
    }

    @Override
    public void close() {
        stopClock();
        if (answered && whole && !connection.late()) {
            lines.connections().release(connection);
        } else {
            lines.connections().discard(connection);
        }
    }
}
