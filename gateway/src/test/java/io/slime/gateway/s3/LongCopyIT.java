package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies whose clients hear at once that they go on: what a slow one is told is told of every one. */
final class LongCopyIT {
    private static final S3ForTests S3 = new S3ForTests(Duration.ofNanos(1));
    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String TEXT = "x".repeat(300_000);
    private static final String[] ENCRYPTED = {"x-amz-server-side-encryption", "AES256"};

    private final S3Client root = S3.root;

    @BeforeEach
    void create() {
        root.put("/long", "");
        assertThat(root.put("/long/source", TEXT).outcome()).isEqualTo("200");
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    @Test
    void theResultFollowsWhiteSpace() {
        S3Client.Reply reply =
                root.put("/long/copy", "", "x-amz-copy-source", "/long/source", ENCRYPTED[0], ENCRYPTED[1]);
        assertThat(reply.outcome()).isEqualTo("200");
        assertThat(reply.text()).matches("(?s)\\Q" + PROLOG + "\\E *<CopyObjectResult .*</CopyObjectResult>");
        assertThat(reply.header("Content-Type")).isEqualTo("application/xml");
        assertThat(root.get("/long/copy").text()).isEqualTo(TEXT);
    }

    @Test
    void anErrorIsADocumentInTheAnswer() {
        S3Client.Reply reply = root.put("/long/copy", "", "x-amz-copy-source", "/long/none");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).matches("(?s)\\Q" + PROLOG + "\\E *<Error><Code>NoSuchKey</Code>.*</Error>");
    }

    @Test
    void partsAreCopiedSo() {
        String id = root.send("POST", "/long/parts?uploads", "", ENCRYPTED).element("UploadId");
        S3Client.Reply part =
                root.put("/long/parts?partNumber=1&uploadId=" + id, "", "x-amz-copy-source", "/long/source");
        assertThat(part.text()).matches("(?s)\\Q" + PROLOG + "\\E *<CopyPartResult .*</CopyPartResult>");
        S3Client.Reply none =
                root.put("/long/parts?partNumber=2&uploadId=" + id, "", "x-amz-copy-source", "/long/none");
        assertThat(none.text()).contains("<Code>NoSuchKey</Code>");
        S3Client.Reply whole = root.send(
                "POST",
                "/long/parts?uploadId=" + id,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + part.element("ETag")
                        + "</ETag></Part></CompleteMultipartUpload>");
        assertThat(whole.outcome()).isEqualTo("200");
        assertThat(root.get("/long/parts").text()).isEqualTo(TEXT);
    }
}
