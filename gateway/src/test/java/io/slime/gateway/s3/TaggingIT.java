package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tags of objects and buckets over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TaggingIT {
    private static final String COUNT = "x-amz-tagging-count";

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @BeforeAll
    void makeBucket() {
        root.put("/tags", "");
    }

    @AfterAll
    void close() {
        s3.close();
    }

    private static String document(String... keysAndValues) {
        return "<Tagging><TagSet>"
                + IntStream.range(0, keysAndValues.length / 2)
                        .mapToObj(i -> tag(keysAndValues[2 * i], keysAndValues[2 * i + 1]))
                        .collect(Collectors.joining())
                + "</TagSet></Tagging>";
    }

    private static String tag(String key, String value) {
        return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
    }

    private static String numbered(int count) {
        return document(IntStream.range(0, count * 2)
                .mapToObj(i -> Integer.toString(i / 2))
                .toArray(String[]::new));
    }

    private String tags(String target) {
        S3Client.Reply reply = root.get(target);
        assertThat(reply.outcome()).isEqualTo("200");
        return reply.text().replaceAll(".*<TagSet>(.*)</TagSet>.*", "$1").replaceAll("(?s).*\\n", "");
    }

    @Test
    void areSetReadAndTakenAway() {
        root.put("/tags/k", "x");
        assertThat(tags("/tags/k?tagging")).isEmpty();
        assertThat(root.head("/tags/k").header(COUNT)).isEmpty();
        assertThat(root.put("/tags/k?tagging", document("b", "2", "a", "")).outcome())
                .isEqualTo("200");
        assertThat(tags("/tags/k?tagging")).isEqualTo(tag("a", "") + tag("b", "2"));
        assertThat(root.head("/tags/k").header(COUNT)).isEqualTo("2");
        assertThat(root.get("/tags/k").header(COUNT)).isEqualTo("2");
        assertThat(root.delete("/tags/k?tagging").outcome()).isEqualTo("204");
        assertThat(tags("/tags/k?tagging")).isEmpty();
        assertThat(root.get("/tags/none?tagging").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.put("/tags/none?tagging", document("a", "b")).outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.delete("/tags/none?tagging").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(s3.newUser("mallory")
                        .put("/tags/k?tagging", document("a", "b"))
                        .outcome())
                .isEqualTo("403 AccessDenied");
    }

    @Test
    void keepToTheLimits() {
        root.put("/tags/limits", "x");
        String target = "/tags/limits?tagging";
        assertThat(root.put(target, numbered(10)).outcome()).isEqualTo("200");
        assertThat(root.put(target, numbered(11)).outcome()).isEqualTo("400 InvalidTag");
        assertThat(root.put(target, document("k".repeat(128), "v".repeat(256))).outcome())
                .isEqualTo("200");
        assertThat(root.put(target, document("k".repeat(129), "v")).outcome()).isEqualTo("400 InvalidTag");
        assertThat(root.put(target, document("k", "v".repeat(257))).outcome()).isEqualTo("400 InvalidTag");
        assertThat(root.put(target, document("\ud835\udd38".repeat(128), "v")).outcome())
                .isEqualTo("200");
        assertThat(root.put(target, document("", "v")).outcome()).isEqualTo("400 InvalidTag");
        assertThat(root.put(target, document("k", "1", "k", "2")).outcome()).isEqualTo("400 InvalidTag");
        assertThat(root.put(target, document("aws:k", "1")).outcome()).isEqualTo("400 InvalidTag");
        assertThat(root.put(target, document("a;b", "1")).outcome()).isEqualTo("400 InvalidTag");
        assertThat(root.put(target, document("k", "1!")).outcome()).isEqualTo("400 InvalidTag");
        assertThat(root.put(target, document("Zoë _.:/=+-@9", "漢字 _.:/=+-@9")).outcome())
                .isEqualTo("200");
        assertThat(tags(target)).isEqualTo(tag("Zoë _.:/=+-@9", "漢字 _.:/=+-@9"));
        assertThat(root.put(target, "<Tagging/>").outcome()).isEqualTo("400 MalformedXML");
        assertThat(root.put(target, "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>")
                        .outcome())
                .isEqualTo("400 MalformedXML");
        assertThat(root.put(target, document()).outcome()).isEqualTo("200");
    }

    @Test
    void comeWithPutsCopiesAndUploads() {
        assertThat(root.put("/tags/put", "x", "x-amz-tagging", "a=1&b=%2B+x&c").outcome())
                .isEqualTo("200");
        String all = tag("a", "1") + tag("b", "+ x") + tag("c", "");
        assertThat(tags("/tags/put?tagging")).isEqualTo(all);
        for (String wrong : new String[] {"a=1&a=2", "a=%zz"}) {
            assertThat(root.put("/tags/put", "x", "x-amz-tagging", wrong).outcome())
                    .isEqualTo("400 InvalidArgument");
        }
        assertThat(root.put("/tags/put", "x", "x-amz-tagging", "=1").outcome()).isEqualTo("400 InvalidTag");
        assertThat(root.put("/tags/copy", "", "x-amz-copy-source", "/tags/put", "x-amz-tagging", "z=9")
                        .outcome())
                .isEqualTo("200");
        assertThat(tags("/tags/copy?tagging")).isEqualTo(all);
        root.put(
                "/tags/copy",
                "",
                "x-amz-copy-source",
                "/tags/put",
                "x-amz-tagging-directive",
                "REPLACE",
                "x-amz-tagging",
                "z=9");
        assertThat(tags("/tags/copy?tagging")).isEqualTo(tag("z", "9"));
        String id = root.send("POST", "/tags/parts?uploads", "", "x-amz-tagging", "p=1")
                .element("UploadId");
        String etag = root.put("/tags/parts?partNumber=1&uploadId=" + id, "x").header("ETag");
        root.send(
                "POST",
                "/tags/parts?uploadId=" + id,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag
                        + "</ETag></Part></CompleteMultipartUpload>");
        assertThat(tags("/tags/parts?tagging")).isEqualTo(tag("p", "1"));
        root.put("/tags/put", "again");
        assertThat(tags("/tags/put?tagging")).isEmpty();
    }

    @Test
    void belongToAVersion() {
        root.put("/tagged", "");
        root.put("/tagged?versioning", "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        String one = root.put("/tagged/k", "1", "x-amz-tagging", "v=1").header("x-amz-version-id");
        String two = root.put("/tagged/k", "2").header("x-amz-version-id");
        assertThat(tags("/tagged/k?tagging&versionId=" + one)).isEqualTo(tag("v", "1"));
        S3Client.Reply set = root.put("/tagged/k?tagging&versionId=" + one, document("v", "one"));
        assertThat(set.header("x-amz-version-id")).isEqualTo(one);
        assertThat(root.put("/tagged/k?tagging", document("v", "two")).header("x-amz-version-id"))
                .isEqualTo(two);
        assertThat(tags("/tagged/k?tagging&versionId=" + one)).isEqualTo(tag("v", "one"));
        assertThat(tags("/tagged/k?tagging")).isEqualTo(tag("v", "two"));
        assertThat(root.delete("/tagged/k?tagging&versionId=" + one).outcome()).isEqualTo("204");
        assertThat(tags("/tagged/k?tagging&versionId=" + one)).isEmpty();
        String marker = root.delete("/tagged/k").header("x-amz-version-id");
        assertThat(root.put("/tagged/k?tagging", document("a", "b")).outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.put("/tagged/k?tagging&versionId=" + marker, document("a", "b"))
                        .outcome())
                .isEqualTo("405 MethodNotAllowed");
        assertThat(root.get("/tagged/k?tagging&versionId=" + "0".repeat(32)).outcome())
                .isEqualTo("404 NoSuchVersion");
    }

    @Test
    void areOfBucketsToo() {
        root.put("/tagged-bucket", "");
        String target = "/tagged-bucket?tagging";
        assertThat(root.get(target).outcome()).isEqualTo("404 NoSuchTagSet");
        assertThat(root.put(target, document("team", "a&amp;b")).outcome()).isEqualTo("400 InvalidTag");
        assertThat(root.put(target, document("team", "a = b/ü")).outcome()).isEqualTo("200");
        assertThat(tags(target)).isEqualTo(tag("team", "a = b/ü"));
        assertThat(root.put(target, numbered(50)).outcome()).isEqualTo("200");
        assertThat(root.put(target, numbered(51)).outcome()).isEqualTo("400 InvalidTag");
        assertThat(tags(target)).contains(tag("49", "49")).doesNotContain("team");
        assertThat(root.delete(target).outcome()).isEqualTo("204");
        assertThat(root.get(target).outcome()).isEqualTo("404 NoSuchTagSet");
    }
}
