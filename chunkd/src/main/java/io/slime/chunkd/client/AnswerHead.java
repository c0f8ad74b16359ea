package io.slime.chunkd.client;

import io.slime.chunkd.wire.Numbers;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Status line and fields of an answer. Strict: HTTP/1.1, each field once, a length instead of a transfer coding.
 *
 * @param status the status, in [200, 599]
 * @param fields the fields by their lower-case names
 */
record AnswerHead(int status, Map<String, String> fields) {
    private static final String VERSION = "HTTP/1.1 ";

    /** Reads the bytes up to and without the empty line. */
    static AnswerHead parse(byte[] bytes, int length) throws ProtocolException {
        String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split("\r\n", -1);
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("the answer has a field without a name");
            }
            String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
            if (fields.put(name, lines[i].substring(colon + 1).strip()) != null) {
                throw new ProtocolException("the answer has the field " + name + " twice");
            }
        }
        if (fields.containsKey("transfer-encoding")) {
            throw new ProtocolException("the answer has a transfer coding");
        }
        return new AnswerHead(status(lines[0]), fields);
    }

    private static int status(String line) throws ProtocolException {
        int status = 0;
        if (line.startsWith(VERSION) && line.length() >= 12) {
            status = (int) Numbers.parse(line.substring(9, 12), 599).orElse(0);
        }
        if (status < 200) {
            throw new ProtocolException("the answer is no HTTP/1.1: is something else listening there?");
        }
        return status;
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** A field with a number. */
    long number(String name) throws ProtocolException {
        return Numbers.parse(fields.getOrDefault(name, ""), Long.MAX_VALUE)
                .orElseThrow(() -> new ProtocolException("the answer lacks the number " + name));
    }

    /** Bytes of the body. */
    long length() throws ProtocolException {
        return status == 204 ? 0 : number("content-length");
    }

    /** Whether the connection goes on. */
    boolean keepAlive() {
        return !fields.getOrDefault("connection", "").equalsIgnoreCase("close");
    }
}
