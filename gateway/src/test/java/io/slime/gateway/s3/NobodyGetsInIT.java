package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.s3.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each operation on what is another's, by a user to whom nothing was granted, and by nobody in particular. */
final class NobodyGetsInIT {
    /**
     * What no gate stands before: it is about no bucket that is there, or shows only what is the caller's, or is what browsers ask
     * without a signature.
     */
    private static final Set<Operation> OUTSIDE = Set.of(
            Operation.LIST_BUCKETS, Operation.CREATE_BUCKET, Operation.PREFLIGHT_BUCKET, Operation.PREFLIGHT_OBJECT);

    private static final S3ForTests S3 = new S3ForTests();
    private static final S3Client STRANGER = S3.newUser("stranger");

    @BeforeAll
    static void fill() {
        assertThat(S3.root.put("/bucket", "").status()).isEqualTo(200);
        assertThat(S3.root.put("/bucket/key", "secret").status()).isEqualTo(200);
        assertThat(STRANGER.put("/strangers", "").status()).isEqualTo(200);
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    @TestFactory
    Stream<DynamicTest> everyOperationDeniesStrangers() {
        return Stream.of(Operation.values())
                .filter(Operation::supported)
                .filter(operation -> !OUTSIDE.contains(operation))
                .flatMap(operation -> Stream.of(
                        DynamicTest.dynamicTest(
                                operation.wireName() + " by a stranger", () -> denied(operation, false)),
                        DynamicTest.dynamicTest(operation.wireName() + " by nobody", () -> denied(operation, true))));
    }

    @Test
    void nobodyIsLetIntoWhatStandsOutside() {
        assertThat(STRANGER.anonymous("GET", "/").outcome()).isEqualTo("403 AccessDenied");
        assertThat(STRANGER.anonymous("PUT", "/new-bucket").outcome()).isEqualTo("403 AccessDenied");
    }

    private static void denied(Operation operation, boolean anonymous) {
        List<String> words = List.of(operation.request().split(" ", -1));
        List<String> headers = new ArrayList<>();
        words.stream().skip(2).forEach(header -> headers.addAll(List.of(header, "/bucket/key")));
        String body = "";
        if (operation == Operation.DELETE_OBJECTS) {
            body = "<Delete><Object><Key>key</Key></Object></Delete>";
            headers.addAll(List.of("x-amz-checksum-crc32", crc32(body)));
        }
        if (operation == Operation.POST_OBJECT) {
            headers.addAll(List.of("Content-Type", "multipart/form-data; boundary=b"));
            body = "--b\r\nContent-Disposition: form-data; name=key\r\n\r\nkey\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=file\r\n\r\nx\r\n--b--";
        }
        if (operation == Operation.PUT_OBJECT_TAGGING) {
            body = "<Tagging><TagSet/></Tagging>"; // rules may be about the tags, which are read first
        }
        String target = words.get(1).replace("partNumber", "partNumber=1").replace("uploadId", "uploadId=none");
        S3Client.Reply reply = anonymous
                ? STRANGER.anonymous(words.get(0), target, body, headers.toArray(String[]::new))
                : STRANGER.send(words.get(0), target, body, headers.toArray(String[]::new));
        assertThat(reply.status()).isEqualTo(operation == Operation.DELETE_OBJECTS ? 200 : 403);
        if (!words.get(0).equals("HEAD")) {
            assertThat(reply.element("Code")).isEqualTo("AccessDenied");
        }
        assertThat(S3.root.get("/bucket/key").text()).isEqualTo("secret");
        assertThat(S3.root.get("/bucket?tagging").outcome()).isEqualTo("404 NoSuchTagSet");
        assertThat(S3.root.get("/bucket?versioning").element("Status")).isEmpty();
    }

    private static String crc32(String body) {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return java.util.Base64.getEncoder()
                .encodeToString(java.nio.ByteBuffer.allocate(4)
                        .putInt((int) crc.getValue())
                        .array());
    }
}
