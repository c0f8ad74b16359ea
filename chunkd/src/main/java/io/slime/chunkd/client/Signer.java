package io.slime.chunkd.client;

import io.slime.chunkd.wire.Claim;
import io.slime.chunkd.wire.ClusterSecret;
import io.slime.chunkd.wire.Fields;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Writes the heads of requests with the proof of the cluster secret, and checks the server's. */
final class Signer {
    private final String host;
    private final Optional<ClusterSecret> secret;
    private final String client = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    private final AtomicLong count = new AtomicLong();

    Signer(String host, Optional<ClusterSecret> secret) {
        this.host = host;
        this.secret = secret;
    }

    /** A nonce for one request. */
    String nonce() {
        return client + HexFormat.of().toHexDigits(count.incrementAndGet());
    }

    /** The head of a request, to its empty line. */
    ByteBuffer head(Request request, String nonce) {
        StringBuilder head = new StringBuilder(512)
                .append(request.method())
                .append(' ')
                .append(request.target())
                .append(" HTTP/1.1\r\n");
        append(head, "host", host);
        for (Map.Entry<String, String> field : request.fields().entrySet()) {
            append(head, field.getKey(), field.getValue());
        }
        secret.ifPresent(known -> prove(head, request, nonce, known));
        return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void prove(StringBuilder head, Request request, String nonce, ClusterSecret known) {
        String time = Long.toString(System.currentTimeMillis());
        Claim claim = new Claim(
                request.method(),
                request.target(),
                time,
                nonce,
                request.fields().getOrDefault(Fields.ERA, ""),
                request.fields().getOrDefault(Fields.DIGEST, ""));
        append(head, Fields.TIME, time);
        append(head, Fields.NONCE, nonce);
        append(head, Fields.PROOF, known.prove(claim));
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** Checks that the answer to that nonce comes from one who knows the secret. */
    void check(AnswerHead answer, String nonce) throws ProtocolException {
        if (secret.isPresent()
                && !secret.get()
                        .provesAnswer(
                                nonce,
                                answer.status(),
                                answer.field(Fields.PROOF).orElse(""))) {
            throw new ProtocolException("status " + answer.status() + ", but it does not prove that it knows our"
                    + " cluster secret: gateways and chunk servers need the same security.cluster-secret");
        }
    }
}
