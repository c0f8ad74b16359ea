package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Deletes under conditions, one by one and many at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConditionalDeletesIT {
    private static final String TIME = "x-amz-if-match-last-modified-time";
    private static final String SIZE = "x-amz-if-match-size";
    private static final String PAST = "Mon, 01 Jan 2018 00:00:00 GMT";

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    ConditionalDeletesIT() {
        root.put("/b-1", "");
        root.put("/v-1", "");
        root.put("/v-1?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private S3Client.Reply many(String bucket, String objects) {
        String body = "<Delete>" + objects + "</Delete>";
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        byte[] sum =
                java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        return root.send(
                "POST",
                "/" + bucket + "?delete",
                body,
                "x-amz-checksum-crc32",
                Base64.getEncoder().encodeToString(sum));
    }

    private static String object(String key, String conditions) {
        return "<Object><Key>" + key + "</Key>" + conditions + "</Object>";
    }

    @Test
    void aDeleteMayAskForSizeAndDate() {
        root.put("/b-1/k", "12345");
        String modified = root.head("/b-1/k").header("last-modified");
        assertThat(root.delete("/b-1/k", SIZE, "4").outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(root.delete("/b-1/k", TIME, PAST).outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(root.delete("/b-1/k", SIZE, "5", TIME, PAST).outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(root.delete("/b-1/k", SIZE, "5", "if-match", "\"x\"").outcome())
                .isEqualTo("412 PreconditionFailed");
        assertThat(root.delete("/b-1/k", SIZE, "five").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.delete("/b-1/k", TIME, "yesterday").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(root.get("/b-1/k").text()).isEqualTo("12345");
        assertThat(root.delete("/b-1/k", SIZE, "5", TIME, modified).outcome()).isEqualTo("204");
        assertThat(root.get("/b-1/k").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.delete("/b-1/k", SIZE, "5", TIME, modified).outcome()).isEqualTo("204");
    }

    @Test
    void ofAVersionThatIsNamedTheyAskForThatVersion() {
        String first = root.put("/v-1/k", "12345").header("x-amz-version-id");
        root.put("/v-1/k", "1");
        assertThat(root.delete("/v-1/k?versionId=" + first, SIZE, "1").outcome())
                .isEqualTo("412 PreconditionFailed");
        assertThat(root.delete("/v-1/k", SIZE, "5").outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(root.delete("/v-1/k?versionId=" + first, SIZE, "5").outcome())
                .isEqualTo("204");
        assertThat(root.delete("/v-1/k", SIZE, "1").header("x-amz-delete-marker"))
                .isEqualTo("true");
    }

    @Test
    void aDeleteMarkerThatIsNamedHasADateAndNoSize() {
        for (String key : new String[] {"marked", "many"}) {
            root.put("/v-1/" + key, "1");
            String marker = root.delete("/v-1/" + key).header("x-amz-version-id");
            String target = "/v-1/" + key + "?versionId=" + marker;
            String modified = root.get(target).header("last-modified");
            assertThat(root.delete(target, TIME, PAST).outcome()).isEqualTo("412 PreconditionFailed");
            assertThat(root.delete(target, SIZE, "0").outcome()).isEqualTo("412 PreconditionFailed");
            assertThat(root.get("/v-1/" + key).outcome()).isEqualTo("404 NoSuchKey");
            String named = "<VersionId>" + marker + "</VersionId><LastModifiedTime>";
            if (key.equals("many")) {
                assertThat(many("v-1", object(key, named + PAST + "</LastModifiedTime>"))
                                .text())
                        .contains("<Code>PreconditionFailed</Code>");
                assertThat(many("v-1", object(key, named + modified + "</LastModifiedTime>"))
                                .text())
                        .contains("<Deleted>");
            } else {
                assertThat(root.delete(target, TIME, modified).outcome()).isEqualTo("204");
            }
            assertThat(root.get("/v-1/" + key).text()).isEqualTo("1");
        }
    }

    @Test
    void whatIsNoIdOfAVersionIsNotDeleted() {
        root.put("/v-1/odd", "1");
        S3Client.Reply reply = many("v-1", object("odd", "<VersionId>no id</VersionId>") + object("odd", ""));
        assertThat(reply.text())
                .contains("<Error><Key>odd</Key><VersionId>no id</VersionId><Code>NoSuchVersion</Code>")
                .contains("<Deleted><Key>odd</Key>");
    }

    @Test
    void eachKeyOfManyHasItsConditions() {
        String tag = root.put("/b-1/1", "one").header("etag");
        for (String key : new String[] {"2", "3", "4", "5"}) {
            root.put("/b-1/" + key, "one");
        }
        String modified = root.head("/b-1/5").header("last-modified");
        S3Client.Reply reply = many(
                "b-1",
                object("1", "<ETag>" + tag.replace("\"", "&quot;") + "</ETag><Size>3</Size>")
                        + object("2", "<ETag>other</ETag>")
                        + object("3", "<Size>4</Size>")
                        + object("4", "<LastModifiedTime>" + PAST + "</LastModifiedTime>")
                        + object("5", "<LastModifiedTime>" + modified + "</LastModifiedTime><Size>3</Size>"));
        assertThat(reply.status()).isEqualTo(200);
        for (String key : new String[] {"1", "5"}) {
            assertThat(reply.text()).contains("<Deleted><Key>" + key + "</Key></Deleted>");
            assertThat(root.get("/b-1/" + key).outcome()).isEqualTo("404 NoSuchKey");
        }
        for (String key : new String[] {"2", "3", "4"}) {
            assertThat(reply.text()).contains("<Error><Key>" + key + "</Key><Code>PreconditionFailed</Code>");
            assertThat(root.get("/b-1/" + key).text()).isEqualTo("one");
        }
        assertThat(many("b-1", object("2", "<Size>x</Size>")).outcome()).isEqualTo("400 MalformedXML");
        assertThat(many("b-1", object("2", "<LastModifiedTime>x</LastModifiedTime>"))
                        .outcome())
                .isEqualTo("400 MalformedXML");
    }
}
