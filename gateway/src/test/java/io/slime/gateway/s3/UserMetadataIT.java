package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.auth.PayloadMode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** User metadata beyond US-ASCII, as bytes of the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UserMetadataIT {
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

    /** Puts an object with a header whose value is these bytes, and gives the header that comes back. */
    private String shown(String wire) throws IOException {
        String head = root.wire(
                        "PUT",
                        "/b-1/k",
                        new PayloadMode.Unsigned(),
                        "x-amz-meta-a",
                        wire,
                        "content-length",
                        "0",
                        "connection",
                        "close")
                .head();
        try (Socket socket = new Socket(s3.address().getAddress(), s3.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 200");
        }
        return root.head("/b-1/k").header("x-amz-meta-a");
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String base64(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    @Test
    void isGivenBackInEncodedWordsHoweverItCame() throws IOException {
        assertThat(shown(utf8("ÄMÄZÕÑ S3"))).isEqualTo(base64("ÄMÄZÕÑ S3"));
        assertThat(shown("a great m\u00f6n")).isEqualTo("=?UTF-8?Q?a_great_m=C3=B6n?=");
        assertThat(shown(base64("日本"))).isEqualTo(base64("日本"));
        assertThat(shown("=?iso-8859-1?q?a_great_m=F6n?=")).isEqualTo("=?UTF-8?Q?a_great_m=C3=B6n?=");
        assertThat(shown("AMAZONS3 =?")).isEqualTo("AMAZONS3 =?");
    }

    @Test
    void staysThroughUploadsAndCopies() {
        String id = root.send("POST", "/b-1/parts?uploads", "", "x-amz-meta-a", base64("日本"))
                .element("UploadId");
        String etag = root.put("/b-1/parts?partNumber=1&uploadId=" + id, "x").header("ETag");
        root.send(
                "POST",
                "/b-1/parts?uploadId=" + id,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag.replace("\"", "&quot;")
                        + "</ETag></Part></CompleteMultipartUpload>");
        assertThat(root.head("/b-1/parts").header("x-amz-meta-a")).isEqualTo(base64("日本"));
        root.put("/b-1/copy", "", "x-amz-copy-source", "/b-1/parts");
        assertThat(root.get("/b-1/copy").header("x-amz-meta-a")).isEqualTo(base64("日本"));
    }
}
