package io.slime.gateway.s3.body;

import io.slime.gateway.s3.auth.ChunkSigning;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.auth.Key;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.auth.RequestSigner;
import io.slime.gateway.s3.auth.SignedRequest;
import io.slime.gateway.s3.header.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The client's side of aws-chunked framing, and requests around it. */
final class Framed {
    static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    private static final String ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private Framed() {}

    /** The signatures of chunks from a seed, with the example credentials. */
    static ChunkSigning signing(String seed) {
        SignedRequest request =
                new SignedRequest("PUT", "/", "", HttpHeaders.of("authorization", "AWS4 Signature=" + seed));
        return new RequestSigner(ID, SECRET, "us-east-1").chunks(request, TIME);
    }

    static Identity plain(PayloadMode payload) {
        return new Identity.Anonymous(payload);
    }

    static Identity signed(boolean trailer, String seed) {
        return new Identity.Authenticated(
                new Key(ID, SECRET, "u", true),
                new PayloadMode.SignedChunks(trailer),
                Optional.of(signing(seed)),
                Identity.Carrier.HEADER);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Unsigned framing in chunks of that size; the trailers are lines with their ends. */
    static byte[] unsigned(byte[] content, int chunk, String trailers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; at += chunk) {
            int n = Math.min(chunk, content.length - at);
            out.writeBytes(bytes(Integer.toHexString(n) + "\r\n"));
            out.write(content, at, n);
            out.writeBytes(bytes("\r\n"));
        }
        out.writeBytes(bytes("0\r\n" + trailers + "\r\n"));
        return out.toByteArray();
    }

    /** Signed framing in chunks of that size; the trailer, if any, is {@code name:value}. */
    static byte[] signed(byte[] content, int chunk, String seed, String trailer) {
        ChunkSigning signing = signing(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String previous = seed;
        for (int at = 0; at <= content.length; at += chunk) {
            byte[] part = Arrays.copyOfRange(content, at, Math.min(at + chunk, content.length));
            if (part.length > 0) {
                previous = write(out, part, signing, previous);
                out.writeBytes(bytes("\r\n"));
            }
        }
        previous = write(out, new byte[0], signing, previous);
        if (!trailer.isEmpty()) {
            String signature = signing.trailer(previous, trailer + "\n");
            out.writeBytes(bytes(trailer + "\r\nx-amz-trailer-signature:" + signature + "\r\n"));
        }
        out.writeBytes(bytes("\r\n"));
        return out.toByteArray();
    }

    private static String write(ByteArrayOutputStream out, byte[] part, ChunkSigning signing, String previous) {
        Digest sha256 = ChecksumAlgorithm.SHA256.newDigest();
        sha256.update(part, 0, part.length);
        String signature = signing.chunk(previous, sha256.value());
        out.writeBytes(bytes(Integer.toHexString(part.length) + ";chunk-signature=" + signature + "\r\n"));
        out.writeBytes(part);
        return signature;
    }

    /** What a body gives, all read and finished. */
    static final class Taken {
        private final byte[] content;
        private final ContentDigests digests;

        private Taken(byte[] content, ContentDigests digests) {
            this.content = content;
            this.digests = digests;
        }

        byte[] content() {
            return content;
        }

        ContentDigests digests() {
            return digests;
        }
    }

    static Taken take(ContentCheck check, byte[] raw) {
        return take(check, new ByteArrayInputStream(raw));
    }

    static Taken take(ContentCheck check, InputStream raw) {
        try (ContentStream stream = check.open(raw)) {
            byte[] content = stream.readAllBytes();
            return new Taken(content, stream.finish());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
