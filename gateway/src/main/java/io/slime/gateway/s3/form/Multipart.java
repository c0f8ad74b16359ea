package io.slime.gateway.s3.form;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A multipart body (RFC 2046, 5.1) as a stream of parts, in a buffer of fixed size; for one thread. What reads as a delimiter and is
 * none, and a body that ends before the last one, is an error.
 */
final class Multipart extends InputStream {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_HEAD_BYTES = 8 * 1024;
    private static final int MAX_BOUNDARY = 70;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int end;
    private long taken;

    /** The body behind {@code in}, which the caller closes. */
    Multipart(InputStream in, String boundary) {
        if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw malformed();
        }
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        buffer[end++] = '\r'; // so that the first delimiter is like the others
        buffer[end++] = '\n';
    }

    /** Bytes of the body that were handed out so far, with heads and delimiters. */
    long taken() {
        return taken;
    }

    /**
     * Goes on to the next part, past what is left of this one.
     *
     * @return its head, or that there is none
     * @throws S3Exception {@code MalformedPOSTRequest}
     */
    Head next() throws IOException {
        byte[] rest = new byte[1024];
        while (read(rest, 0, rest.length) >= 0) {
            // skipped
        }
        take(delimiter.length);
        String line = line();
        if (line.startsWith("--")) {
            return Head.LAST;
        }
        if (!line.isBlank()) {
            throw malformed();
        }
        StringBuilder head = new StringBuilder();
        for (String field = line(); !field.isEmpty(); field = line()) {
            head.append(field).append('\n');
            if (head.length() > MAX_HEAD_BYTES) {
                throw malformed();
            }
        }
        return new Head(head.toString(), false);
    }

    /** The head of a part, a field a line; or that there is no more part. */
    record Head(String fields, boolean last) {
        static final Head LAST = new Head("", true);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Reads content of this part. */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        int ready = content();
        while (ready == 0 && !atDelimiter()) {
            fill();
            ready = content();
        }
        if (ready == 0) {
            checkDelimiter();
            return -1;
        }
        int n = Math.min(ready, length);
        System.arraycopy(buffer, from, into, offset, n);
        take(n);
        return n;
    }

    /** How many bytes from here on are surely content: those before the first possible beginning of a delimiter. */
    private int content() {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\r' && matches(i)) {
                return i - from;
            }
        }
        return end - from;
    }

    /** Whether what is there from {@code at} on may be the delimiter. */
    private boolean matches(int at) {
        int n = Math.min(delimiter.length, end - at);
        return Arrays.equals(buffer, at, at + n, delimiter, 0, n);
    }

    private boolean atDelimiter() {
        return end - from >= delimiter.length && matches(from);
    }

    /** Refuses what begins like the delimiter and goes on otherwise: content that was cut there would be taken for whole. */
    private void checkDelimiter() throws IOException {
        while (end - from < delimiter.length + 2) {
            fill();
        }
        int first = buffer[from + delimiter.length];
        int second = buffer[from + delimiter.length + 1];
        boolean last = first == '-' && second == '-';
        boolean line = first == '\r' && second == '\n';
        if (!last && !line && first != ' ' && first != '\t') {
            throw malformed();
        }
    }

    /** A line of a head without its end, or {@code --} if it begins so. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() <= MAX_HEAD_BYTES) {
            if (from == end) {
                fill();
            }
            char c = (char) (buffer[from] & 0xff);
            take(1);
            if (c == '\n' && line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                return line.substring(0, line.length() - 1);
            }
            line.append(c);
            if (line.length() == 2 && line.charAt(0) == '-' && line.charAt(1) == '-') {
                return "--"; // what comes behind the last delimiter has no meaning
            }
        }
        throw malformed();
    }

    private void take(int n) {
        from += n;
        taken += n;
    }

    /** Reads more; content that ends without a delimiter is an error. */
    private void fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, end - from);
            end -= from;
            from = 0;
        }
        int n = in.read(buffer, end, buffer.length - end);
        if (n < 0) {
            throw malformed();
        }
        end += n;
    }

    static S3Exception malformed() {
        return new S3Exception(S3Error.MALFORMED_POST_REQUEST);
    }
}
