package io.slime.gateway.s3.body;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines and data of aws-chunked framing from the raw body through one small buffer. */
final class WireReader {
    private static final int BUFFER_BYTES = 8 << 10;

    private final InputStream raw;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    WireReader(InputStream raw) {
        this.raw = raw;
    }

    /** Reads data, past the buffer when it is empty and the read is a large one; -1 at the end of the body. */
    int read(byte[] b, int off, int len) throws IOException {
        if (position == limit && len >= BUFFER_BYTES) {
            return raw.read(b, off, len);
        }
        if (position == limit && !fill()) {
            return -1;
        }
        int n = Math.min(len, limit - position);
        System.arraycopy(buffer, position, b, off, n);
        position += n;
        return n;
    }

    /** A line of a chunk header, which ends in CRLF and nothing else, without its end. */
    String line(int max) throws IOException {
        String line = untilLineFeed(max);
        if (!line.endsWith("\r") || line.indexOf('\r') != line.length() - 1) {
            throw S3Exception.invalidRequest("A line of the chunked body does not end in CRLF.");
        }
        return line.substring(0, line.length() - 1);
    }

    /**
     * A line of the trailers, without its end: CRLF, or LF CRLF as the MinIO clients write it after a trailer (following an
     * old version of the reference). A bare LF is neither.
     */
    String trailerLine(int max) throws IOException {
        String line = untilLineFeed(max);
        if (line.endsWith("\r")) {
            line = line.substring(0, line.length() - 1);
        } else if (line.isEmpty() || next() != '\r' || next() != '\n') {
            throw Trailers.malformed();
        }
        if (line.indexOf('\r') >= 0) {
            throw Trailers.malformed();
        }
        return line;
    }

    /** CRLF after the data of a chunk. */
    void expectLineEnd() throws IOException {
        if (next() != '\r' || next() != '\n') {
            throw S3Exception.invalidRequest("The data of a chunk does not end in CRLF.");
        }
    }

    /** The end of the body. */
    void expectEnd() throws IOException {
        if (position != limit || fill()) {
            throw S3Exception.invalidRequest("There are bytes after the last chunk.");
        }
    }

    private String untilLineFeed(int max) throws IOException {
        byte[] line = new byte[max];
        for (int n = 0; n < max; n++) {
            int b = next();
            if (b == '\n') {
                return new String(line, 0, n, StandardCharsets.ISO_8859_1);
            }
            line[n] = (byte) b;
        }
        throw S3Exception.invalidRequest("A line of the chunked body is too long.");
    }

    private int next() throws IOException {
        if (position == limit && !fill()) {
            throw new S3Exception(S3Error.INCOMPLETE_BODY);
        }
        return buffer[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        int n = raw.read(buffer, 0, buffer.length);
        position = 0;
        limit = Math.max(n, 0);
        return n > 0;
    }
}
