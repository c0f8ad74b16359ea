package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.auth.ChunkSigning;
import io.slime.gateway.s3.auth.PayloadMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Requests byte by byte: framing, waiting for 100 Continue, clients that leave, hosts that name buckets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WireIT {
    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void bucket() {
        root.put("/b-1", "");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    /** One connection. */
    private final class Line implements AutoCloseable {
        private final Socket socket;

        Line() throws IOException {
            socket = new Socket(s3.address().getAddress(), s3.address().getPort());
            socket.setSoTimeout(20_000);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Head and body of the next response. */
        String response() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) {
                    return text + "(ended)";
                }
                text.append((char) b);
            }
            int at = text.indexOf("Content-Length: ");
            int length = at < 0 ? 0 : Integer.parseInt(text.substring(at + 16, text.indexOf("\r\n", at)));
            return text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private String exchange(String request) throws IOException {
        try (Line line = new Line()) {
            line.send(request);
            return line.response();
        }
    }

    @Test
    void takesUnsignedChunksWithAChecksumBehind() throws IOException {
        String head = root.wire(
                        "PUT",
                        "/b-1/unsigned",
                        new PayloadMode.UnsignedChunks(),
                        "x-amz-decoded-content-length",
                        "5",
                        "x-amz-trailer",
                        "x-amz-checksum-crc32c",
                        "content-encoding",
                        "aws-chunked",
                        "content-length",
                        "47")
                .head();
        String answer = exchange(head + "5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:mnG7TA==\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("x-amz-checksum-crc32c: mnG7TA==");
        S3Client.Reply get = root.get("/b-1/unsigned");
        assertThat(get.text()).isEqualTo("hello");
        assertThat(get.header("Content-Encoding")).isEmpty();
        String wrong = exchange(head + "5\r\nhello\r\n0\r\nx-amz-checksum-crc32c:mnG7TQ==\r\n\r\n");
        assertThat(wrong).startsWith("HTTP/1.1 400").contains("BadDigest");
    }

    @Test
    void takesSignedChunks() throws IOException, GeneralSecurityException {
        S3Client.Wire wire = root.wire(
                "PUT",
                "/b-1/signed",
                new PayloadMode.SignedChunks(false),
                "x-amz-decoded-content-length",
                "5",
                "transfer-encoding",
                "chunked");
        String framed = framed(wire.chunks(), "hello");
        String answer =
                exchange(wire.head() + Integer.toHexString(framed.length()) + "\r\n" + framed + "\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(root.get("/b-1/signed").text()).isEqualTo("hello");
        String forged = framed.replace("hello", "jello");
        assertThat(exchange(wire.head() + Integer.toHexString(forged.length()) + "\r\n" + forged + "\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("SignatureDoesNotMatch");
        assertThat(root.get("/b-1/signed").text()).isEqualTo("hello");
    }

    private static String framed(ChunkSigning signing, String text) throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        String first = signing.chunk(signing.seed(), sha256.digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        String last = signing.chunk(first, sha256.digest());
        return Integer.toHexString(text.length()) + ";chunk-signature=" + first + "\r\n" + text
                + "\r\n0;chunk-signature=" + last + "\r\n\r\n";
    }

    @Test
    void refusesBeforeTheBodyIsSent() throws IOException {
        String head = root.wire(
                        "PUT",
                        "/none-1/k",
                        new PayloadMode.Unsigned(),
                        "expect",
                        "100-continue",
                        "content-length",
                        "1000000")
                .head();
        assertThat(exchange(head)).startsWith("HTTP/1.1 404").contains("NoSuchBucket");
        String good = root.wire(
                        "PUT",
                        "/b-1/waits",
                        new PayloadMode.Unsigned(),
                        "expect",
                        "100-continue",
                        "content-length",
                        "2")
                .head();
        try (Line line = new Line()) {
            line.send(good);
            assertThat(line.response()).startsWith("HTTP/1.1 100");
            line.send("ok");
            assertThat(line.response()).startsWith("HTTP/1.1 200");
        }
        String tooLarge = root.wire(
                        "PUT",
                        "/b-1/huge",
                        new PayloadMode.Unsigned(),
                        "expect",
                        "100-continue",
                        "content-length",
                        "5368709121")
                .head();
        assertThat(exchange(tooLarge)).startsWith("HTTP/1.1 400").contains("EntityTooLarge");
        String unknown = root.wire("PUT", "/b-1/k", new PayloadMode.Unsigned(), "transfer-encoding", "chunked")
                .head();
        assertThat(exchange(unknown + "0\r\n\r\n")).startsWith("HTTP/1.1 411").contains("MissingContentLength");
    }

    @Test
    void aSlowBodyDoesNotLandInABucketThatAnotherMadeMeanwhile() throws IOException {
        assertThat(root.put("/b-swapped", "").status()).isEqualTo(200);
        S3Client other = s3.newUser("swapper");
        int before = s3.chunks();
        String head = root.wire("PUT", "/b-swapped/slow", new PayloadMode.Unsigned(), "content-length", "8000000")
                .head();
        try (Line line = new Line()) {
            line.send(head + "x".repeat(6_000_000));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> s3.chunks() > before);
            assertThat(root.delete("/b-swapped").status()).isEqualTo(204);
            assertThat(other.put("/b-swapped", "").status()).isEqualTo(200);
            line.send("x".repeat(2_000_000));
            assertThat(line.response()).startsWith("HTTP/1.1 404").contains("<Code>NoSuchBucket</Code>");
        }
        assertThat(other.get("/b-swapped/slow").outcome()).isEqualTo("404 NoSuchKey");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> s3.chunks() == before);
    }

    @Test
    void leavesNothingOfAClientThatLeaves() throws IOException {
        int before = s3.chunks();
        String head = root.wire("PUT", "/b-1/left", new PayloadMode.Unsigned(), "content-length", "8000000")
                .head();
        try (Line line = new Line()) {
            line.send(head + "x".repeat(6_000_000));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> s3.chunks() > before);
        }
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> s3.chunks() == before);
        assertThat(root.get("/b-1/left").outcome()).isEqualTo("404 NoSuchKey");
    }

    @Test
    void findsTheBucketInTheHost() throws IOException {
        String put = root.wire(
                        "PUT", "/hosted/k", new PayloadMode.Unsigned(), "host", "b-1.s3.test:80", "content-length", "2")
                .head();
        assertThat(exchange(put + "ok")).startsWith("HTTP/1.1 200");
        assertThat(root.get("/b-1/hosted/k").text()).isEqualTo("ok");
        String list = root.wire("GET", "/?prefix=hosted", new PayloadMode.Unsigned(), "host", "B-1.S3.test")
                .head();
        assertThat(exchange(list)).contains("<Key>hosted/k</Key>");
        String service = root.wire("GET", "/", new PayloadMode.Unsigned(), "host", "s3.test")
                .head();
        assertThat(exchange(service)).contains("<Name>b-1</Name>");
    }

    @Test
    void refusesHeadersThatNobodyCanKeep() throws IOException {
        for (String bad : new String[] {"a\0b", "a\u0001b"}) {
            String head = root.wire(
                            "PUT", "/b-1/odd", new PayloadMode.Unsigned(), "x-amz-meta-a", bad, "content-length", "1")
                    .head();
            assertThat(exchange(head + "x")).as(bad).startsWith("HTTP/1.1 400");
        }
        assertThat(root.get("/b-1/odd").outcome()).isEqualTo("404 NoSuchKey");
        String latin = root.wire(
                        "PUT",
                        "/b-1/latin",
                        new PayloadMode.Unsigned(),
                        "x-amz-meta-a",
                        "\u00e9\u00ff",
                        "content-length",
                        "1")
                .head();
        assertThat(exchange(latin + "x")).startsWith("HTTP/1.1 200");
        String get = root.wire("GET", "/b-1/latin", new PayloadMode.Unsigned()).head();
        assertThat(exchange(get)).contains("x-amz-meta-a: =?UTF-8?B?w6nDvw==?=\r\n");
    }
}
