package io.slime.gateway.cli.client;

import io.slime.gateway.s3.header.HttpHeaders;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * One HTTP/1.1 request on a connection of its own (RFC 9112). Far quicker to start than java.net.http, which a command that
 * lives for a quarter of a second notices.
 */
final class HttpCall {
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_BODY = 64 * 1024 * 1024;

    private HttpCall() {}

    /**
     * What came back.
     *
     * @param status the status code
     * @param body the whole body, as UTF-8
     */
    record Answer(int status, String body) {}

    /**
     * Sends and waits for the whole answer.
     *
     * @param server leads to the server
     * @param headers all headers except Content-Length and Connection
     * @param timeout how long the server may be silent
     */
    static Answer send(Connector server, String requestLine, HttpHeaders headers, byte[] body, Duration timeout)
            throws IOException {
        try (Socket socket = server.connect(timeout)) {
            OutputStream out = socket.getOutputStream();
            byte[] first = head(requestLine, headers, body.length).getBytes(StandardCharsets.ISO_8859_1);
            byte[] message = new byte[first.length + body.length];
            System.arraycopy(first, 0, message, 0, first.length);
            System.arraycopy(body, 0, message, first.length, body.length);
            out.write(message);
            out.flush();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            return body(in, head(in));
        }
    }

    private static String head(String requestLine, HttpHeaders headers, int length) {
        StringBuilder head = new StringBuilder(requestLine).append(" HTTP/1.1\r\n");
        for (String name : headers.names()) {
            for (String value : headers.all(name)) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        }
        return head.append("content-length: ")
                .append(length)
                .append("\r\nconnection: close\r\n\r\n")
                .toString();
    }

    /**
     * Sends without a body, and hands a successful answer's body on as it comes.
     *
     * @param into takes the body of an answer of status 200
     * @return the answer, without its body if that was handed on
     */
    static Answer fetch(Connector server, String requestLine, HttpHeaders headers, Duration timeout, OutputStream into)
            throws IOException {
        try (Socket socket = server.connect(timeout)) {
            socket.getOutputStream().write(head(requestLine, headers, 0).getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Head head = head(in);
            if (head.status() != 200) {
                return body(in, head);
            }
            if (!head.chunked()) {
                copy(in, head.length(), into);
                return new Answer(head.status(), "");
            }
            for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
                into.write(bytes(in, size));
                line(in);
            }
            return new Answer(head.status(), "");
        }
    }

    /** A body without a length ends with the connection; whether it is whole, it must tell itself. */
    private static void copy(InputStream in, long length, OutputStream into) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (long left = length < 0 ? Long.MAX_VALUE : length; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0 && length < 0) {
                return;
            }
            if (n < 0) {
                throw new EOFException("the connection ended within the answer");
            }
            into.write(buffer, 0, n);
            left -= n;
        }
    }

    private record Head(int status, long length, boolean chunked) {}

    private static Head head(InputStream in) throws IOException {
        int status;
        long length;
        boolean chunked;
        do {
            status = status(line(in));
            length = -1;
            chunked = false;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                String name = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
                String value = line.substring(colon + 1).strip();
                if (name.equals("content-length")) {
                    length = number(value, 10);
                } else if (name.equals("transfer-encoding")) {
                    chunked = value.equalsIgnoreCase("chunked");
                }
            }
        } while (status >= 100 && status < 200);
        return new Head(status, length, chunked);
    }

    private static Answer body(InputStream in, Head head) throws IOException {
        if (head.chunked()) {
            return new Answer(head.status(), new String(chunks(in), StandardCharsets.UTF_8));
        }
        return new Answer(
                head.status(),
                head.status() == 204 ? "" : new String(bytes(in, head.length()), StandardCharsets.UTF_8));
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw new IOException("this is not an HTTP server");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
            if (all.size() + size > MAX_BODY) {
                throw new IOException("the answer is too long");
            }
            all.write(bytes(in, size));
            line(in);
        }
        return all.toByteArray();
    }

    private static long chunkSize(InputStream in) throws IOException {
        return number(line(in).replaceFirst(";.*", "").strip(), 16);
    }

    private static byte[] bytes(InputStream in, long length) throws IOException {
        if (length > MAX_BODY) {
            throw new IOException("the answer is too long");
        }
        byte[] bytes = in.readNBytes(length < 0 ? MAX_BODY : (int) length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within the answer");
        }
        return bytes;
    }

    private static long number(String text, int radix) throws IOException {
        try {
            return Long.parseUnsignedLong(text, radix) & Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            throw new IOException("the answer is not HTTP", e);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended without an answer");
            }
            if (line.length() >= MAX_LINE) {
                throw new IOException("the answer is not HTTP");
            }
            line.append((char) c);
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
