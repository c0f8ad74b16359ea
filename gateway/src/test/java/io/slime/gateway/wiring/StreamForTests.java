package io.slime.gateway.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A stream of changes, as it comes out of the socket. */
final class StreamForTests implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final List<String> read = new ArrayList<>();

    StreamForTests(InetSocketAddress address, String... headers) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(20_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String head = "GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort() + "\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** The data of the next event of that name; others are passed over, and kept in {@link #seen}. */
    String next(String event) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            read.add(line);
            if (line.equals("event: " + event)) {
                String data = in.readLine();
                read.add(String.valueOf(data));
                return String.valueOf(data);
            }
        }
        throw new IOException("the stream ended without " + event + ": " + read);
    }

    /** Whether nothing comes any more. */
    boolean ended() throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            read.add(line);
            if (line.equals("0")) {
                return true; // the last chunk
            }
        }
        return true;
    }

    /** All that came so far. */
    String seen() {
        return String.join("\n", read);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
