package io.slime.gateway.testing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection that speaks HTTP exactly as a test wants it; a char is a byte. */
public final class RawHttp implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    public RawHttp(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** A request with a body of known length. */
    public static Reply call(InetSocketAddress address, String method, String target, byte[] body, String... headers)
            throws IOException {
        try (RawHttp http = new RawHttp(address)) {
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
            boolean hosted = false;
            for (String header : headers) {
                hosted |= header.startsWith("Host:");
                head.append(header).append("\r\n");
            }
            if (!hosted) {
                head.append("Host: 127.0.0.1:").append(address.getPort()).append("\r\n");
            }
            if (body.length > 0 || method.equals("PUT") || method.equals("POST")) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            http.send(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            http.send(body);
            return http.reply(method.equals("HEAD"));
        }
    }

    public static Reply call(InetSocketAddress address, String method, String target, String... headers)
            throws IOException {
        return call(address, method, target, new byte[0], headers);
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next answer, whole. */
    public Reply reply(boolean bodiless) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the connection ended after: " + head);
            }
            head.append((char) b);
        }
        Reply bare = new Reply(Integer.parseInt(head.substring(9, 12)), head.toString(), new byte[0]);
        int length = bodiless || bare.header("content-length").isEmpty()
                ? 0
                : Integer.parseInt(bare.header("content-length"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the connection ended within the body");
        }
        return new Reply(bare.status(), bare.head(), body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** An answer. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Reply(int status, String head, byte[] body) {
        public String header(String name) {
            for (String line : head.split("\r\n", -1)) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
