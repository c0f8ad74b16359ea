package io.slime.compat.torture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One HTTP exchange on a connection of its own, without any retry, so that what is unknown stays so. */
final class Wire {
    private static final int CONNECT_MILLIS = 3000;

    private final ScheduledExecutorService timer;
    private final Duration deadline;

    Wire(ScheduledExecutorService timer, Duration deadline) {
        this.timer = timer;
        this.deadline = deadline;
    }

    /** Nothing was sent, so nothing can have come of it. */
    static final class NotSentException extends IOException {
        private static final long serialVersionUID = 1;

        NotSentException(Throwable cause) {
            super("not sent", cause);
        }
    }

    /** An answer that arrived whole. */
    static final class Answer {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        /** Header names are in lower case. */
        private Answer(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        /** The body; not to be changed. */
        byte[] body() {
            return body;
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        String etag() {
            return headers.getOrDefault("etag", "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * Sends a request and takes its answer.
     *
     * @param head request line and headers, without the empty line
     * @throws NotSentException if there was no connection
     * @throws IOException if the answer did not arrive whole in time
     */
    Answer exchange(URI server, String head, byte[] body) throws IOException {
        try (Socket socket = new Socket()) {
            try {
                socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
            } catch (IOException e) {
                throw new NotSentException(e);
            }
            ScheduledFuture<?> watch = timer.schedule(() -> cut(socket), deadline.toMillis(), TimeUnit.MILLISECONDS);
            try {
                socket.setTcpNoDelay(true);
                var out = socket.getOutputStream();
                out.write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.write(body);
                out.flush();
                return read(new BufferedInputStream(socket.getInputStream(), 64 << 10), head.startsWith("HEAD"));
            } finally {
                watch.cancel(false);
            }
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    private static Answer read(InputStream in, boolean ofHead) throws IOException {
        String start = line(in);
        if (start.length() < 12) {
            throw new EOFException("no answer");
        }
        int status = Integer.parseInt(start.substring(9, 12));
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (status == 100) {
            return read(in, ofHead);
        }
        if (ofHead || status == 204 || status == 304) {
            return new Answer(status, headers, new byte[0]);
        }
        String length = headers.get("content-length");
        if (length != null) {
            return new Answer(status, headers, exactly(in, Integer.parseInt(length)));
        }
        boolean chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
        return new Answer(status, headers, chunked ? chunks(in) : in.readAllBytes());
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends early");
        }
        return bytes;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in).strip(), 16);
            all.writeBytes(exactly(in, size));
            line(in);
            if (size == 0) {
                return all.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the answer ends within its head");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }
}
