package io.slime.gateway.cli.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One kept connection that sends a request and reads its answer, with as little work of its own as possible. For one thread. */
final class LoadConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int LONGEST_LINE = 16 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    LoadConnection(BenchPlan.Target target) throws IOException {
        socket = new Socket();
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(target.url().getHost(), target.port()), TIMEOUT_MILLIS);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    }

    /**
     * Sends a request and reads its answer to the end.
     *
     * @param head request line and headers, with the empty line
     * @param body what is sent behind them
     * @param bodiless whether the answer has no body, whatever it says
     * @param expected what the body of a 200 must be, or an empty array if it may be anything
     * @return the status; 0 if the body is another than expected
     */
    int exchange(String head, byte[] body, boolean bodiless, byte[] expected) throws IOException {
        byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
        if (body.length > 0 && body.length <= BUFFER_BYTES) {
            byte[] both = Arrays.copyOf(first, first.length + body.length);
            System.arraycopy(body, 0, both, first.length, body.length);
            out.write(both);
        } else {
            out.write(first);
            out.write(body);
        }
        int status = Integer.parseInt(line().substring(9, 12));
        long length = 0;
        boolean chunked = false;
        for (String field = line(); !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            length = lower.startsWith("content-length:")
                    ? Long.parseLong(lower.substring(15).strip())
                    : length;
            chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
        }
        if (bodiless) {
            return status;
        }
        if (chunked) {
            skipChunks();
            return status;
        }
        boolean same = read(length, status == 200 ? expected : new byte[0]);
        return same ? status : 0;
    }

    private boolean read(long length, byte[] expected) throws IOException {
        boolean same = expected.length == 0 || expected.length == length;
        long at = 0;
        while (at < length) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, length - at));
            if (n < 0) {
                throw new EOFException("the answer ended after " + at + " of " + length + " bytes");
            }
            same &= expected.length == 0
                    || (at + n <= expected.length && Arrays.equals(buffer, 0, n, expected, (int) at, (int) at + n));
            at += n;
        }
        return same;
    }

    private void skipChunks() throws IOException {
        for (int size = chunk(); size > 0; size = chunk()) {
            in.skipNBytes(size + 2L);
        }
        while (!line().isEmpty()) {
            // trailers
        }
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("the answer broke off in its head");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
