package io.slime.gateway.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Versions over a socket. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VersioningIT {
    private static final String ID = "x-amz-version-id";
    private static final String MARKER = "x-amz-delete-marker";
    private static final Pattern LINE = Pattern.compile("<(Version|DeleteMarker)><Key>([^<]*)</Key>"
            + "<VersionId>([^<]*)</VersionId><IsLatest>([^<]*)</IsLatest>|<CommonPrefixes><Prefix>([^<]*)<");

    private final S3ForTests s3 = new S3ForTests();
    private final S3Client root = s3.root;

    @AfterAll
    void close() {
        s3.close();
    }

    private void bucket(String name, String status) {
        root.put("/" + name, "");
        status(name, status);
    }

    private void status(String name, String status) {
        assertThat(configure(name, "<Status>" + status + "</Status>")).isEqualTo("200");
    }

    private String configure(String name, String content) {
        return root.put(
                        "/" + name + "?versioning",
                        "<VersioningConfiguration>" + content + "</VersioningConfiguration>")
                .outcome();
    }

    private String put(String target, String body) {
        S3Client.Reply reply = root.put(target, body);
        assertThat(reply.outcome()).isEqualTo("200");
        return reply.header(ID);
    }

    /** Kind, key, id and whether it is the latest; or the prefix. */
    private static List<String> lines(S3Client.Reply reply) {
        assertThat(reply.outcome()).isEqualTo("200");
        List<String> lines = new ArrayList<>();
        for (Matcher m = LINE.matcher(reply.text()); m.find(); ) {
            lines.add(
                    m.group(1) == null
                            ? m.group(5)
                            : m.group(1).charAt(0) + " " + m.group(2) + " " + m.group(3) + " " + m.group(4));
        }
        return lines;
    }

    private List<String> list(String bucket) {
        return lines(root.get("/" + bucket + "?versions"));
    }

    @Test
    void isEnabledAndSuspendedButNeverOff() {
        root.put("/state", "");
        assertThat(put("/state/k", "x")).isEmpty();
        assertThat(configure("state", "")).isEqualTo("400 IllegalVersioningConfigurationException");
        assertThat(configure("state", "<Status>Off</Status>")).isEqualTo("400 MalformedXML");
        assertThat(configure("state", "<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>"))
                .isEqualTo("501 NotImplemented");
        assertThat(configure("state", "<Status>Enabled</Status><MfaDelete>Disabled</MfaDelete>"))
                .isEqualTo("200");
        assertThat(root.get("/state?versioning").element("Status")).isEqualTo("Enabled");
        assertThat(root.get("/state/k").header(ID)).isEqualTo("null");
        status("state", "Suspended");
        assertThat(root.get("/state?versioning").element("Status")).isEqualTo("Suspended");
        assertThat(s3.newUser("eve")
                        .put("/state?versioning", "<VersioningConfiguration/>")
                        .outcome())
                .isEqualTo("403 AccessDenied");
        assertThat(root.put("/nowhere?versioning", "<VersioningConfiguration/>").outcome())
                .isEqualTo("404 NoSuchBucket");
    }

    @Test
    void readsEachVersion() {
        bucket("reads", "Enabled");
        String one = put("/reads/k", "one");
        String two = put("/reads/k", "two!");
        assertThat(one).isNotEqualTo(two).matches("[0-9a-f]{32}");
        assertThat(root.get("/reads/k").text()).isEqualTo("two!");
        assertThat(root.get("/reads/k").header(ID)).isEqualTo(two);
        S3Client.Reply old = root.get("/reads/k?versionId=" + one);
        assertThat(old.text()).isEqualTo("one");
        assertThat(old.header(ID)).isEqualTo(one);
        assertThat(root.get("/reads/k?versionId=" + one, "Range", "bytes=1-").text())
                .isEqualTo("ne");
        assertThat(root.head("/reads/k?versionId=" + one).header("Content-Length"))
                .isEqualTo("3");
        assertThat(root.get("/reads/k?versionId=" + one, "If-None-Match", old.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(root.get("/reads/k?attributes&versionId=" + one, "x-amz-object-attributes", "ObjectSize")
                        .element("ObjectSize"))
                .isEqualTo("3");
        assertThat(root.get("/reads/k?versionId=null").outcome()).isEqualTo("404 NoSuchVersion");
        assertThat(root.get("/reads/other?versionId=" + one).outcome()).isEqualTo("404 NoSuchVersion");
        assertThat(root.get("/reads/k?versionId=").outcome()).isEqualTo("400 InvalidArgument");
    }

    @Test
    void aDeleteMarkerHides() {
        bucket("hides", "Enabled");
        String one = put("/hides/k", "one");
        S3Client.Reply deleted = root.delete("/hides/k");
        String marker = deleted.header(ID);
        assertThat(deleted.outcome()).isEqualTo("204");
        assertThat(deleted.header(MARKER)).isEqualTo("true");
        for (String method : List.of("GET", "HEAD")) {
            S3Client.Reply hidden = root.send(method, "/hides/k", "");
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.header(MARKER)).isEqualTo("true");
            assertThat(hidden.header(ID)).isEqualTo(marker);
            S3Client.Reply named = root.send(method, "/hides/k?versionId=" + marker, "");
            assertThat(named.status()).isEqualTo(405);
            assertThat(named.header(MARKER)).isEqualTo("true");
            assertThat(named.header("Allow")).isEqualTo("DELETE");
            assertThat(named.header("Last-Modified")).isNotEmpty();
        }
        assertThat(root.get("/hides/k").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.get("/hides/k?versionId=" + one).text()).isEqualTo("one");
        assertThat(root.get("/hides?list-type=2").text()).doesNotContain("<Contents>");
        assertThat(root.get("/hides").text()).doesNotContain("<Contents>");
        assertThat(list("hides")).containsExactly("D k " + marker + " true", "V k " + one + " false");
        assertThat(root.delete("/hides").outcome()).isEqualTo("409 BucketNotEmpty");
        S3Client.Reply undone = root.delete("/hides/k?versionId=" + marker);
        assertThat(undone.header(ID)).isEqualTo(marker);
        assertThat(undone.header(MARKER)).isEqualTo("true");
        assertThat(root.get("/hides/k").text()).isEqualTo("one");
        assertThat(root.delete("/hides/k?versionId=" + one).header(MARKER)).isEmpty();
        assertThat(root.delete("/hides/k?versionId=" + one).outcome()).isEqualTo("204");
        assertThat(root.get("/hides/k").outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.delete("/hides/never").header(MARKER)).isEqualTo("true");
        assertThat(root.delete("/hides").outcome()).isEqualTo("409 BucketNotEmpty");
        root.delete("/hides/never?versionId=" + list("hides").getFirst().split(" ", -1)[2]);
        assertThat(root.delete("/hides").outcome()).isEqualTo("204");
    }

    @Test
    void removingTheCurrentVersionBringsBackTheOneBehind() {
        bucket("promote", "Enabled");
        String one = put("/promote/k", "one");
        String two = put("/promote/k", "two");
        String three = put("/promote/k", "three");
        root.delete("/promote/k?versionId=" + three);
        assertThat(root.get("/promote/k").text()).isEqualTo("two");
        root.delete("/promote/k?versionId=" + one);
        assertThat(list("promote")).containsExactly("V k " + two + " true");
        String four = put("/promote/k", "four");
        assertThat(list("promote")).containsExactly("V k " + four + " true", "V k " + two + " false");
    }

    @Test
    void aSuspendedBucketReplacesTheNullVersion() {
        root.put("/suspended", "");
        put("/suspended/k", "before");
        status("suspended", "Enabled");
        String one = put("/suspended/k", "one");
        assertThat(root.get("/suspended/k?versionId=null").text()).isEqualTo("before");
        status("suspended", "Suspended");
        assertThat(root.put("/suspended/k", "x", "If-None-Match", "*").outcome())
                .isEqualTo("412 PreconditionFailed");
        assertThat(list("suspended"))
                .as("a put that failed removes nothing")
                .containsExactly("V k " + one + " true", "V k null false");
        assertThat(put("/suspended/k", "after")).isEqualTo("null");
        assertThat(list("suspended")).containsExactly("V k null true", "V k " + one + " false");
        assertThat(put("/suspended/k", "again")).isEqualTo("null");
        assertThat(root.get("/suspended/k?versionId=null").text()).isEqualTo("again");
        S3Client.Reply deleted = root.delete("/suspended/k");
        assertThat(deleted.header(ID)).isEqualTo("null");
        assertThat(deleted.header(MARKER)).isEqualTo("true");
        assertThat(list("suspended")).containsExactly("D k null true", "V k " + one + " false");
        assertThat(root.delete("/suspended/k?versionId=null").header(MARKER)).isEqualTo("true");
        assertThat(root.get("/suspended/k").text()).isEqualTo("one");
    }

    @Test
    void copiesVersions() {
        bucket("copies", "Enabled");
        root.put("/plain", "");
        String one = put("/copies/k", "one");
        put("/copies/k", "two");
        S3Client.Reply copy = root.put("/copies/k", "", "x-amz-copy-source", "/copies/k?versionId=" + one);
        assertThat(copy.outcome()).isEqualTo("200");
        assertThat(copy.header("x-amz-copy-source-version-id")).isEqualTo(one);
        assertThat(root.get("/copies/k?versionId=" + copy.header(ID)).text()).isEqualTo("one");
        assertThat(root.get("/copies/k").text()).isEqualTo("one");
        S3Client.Reply out = root.put("/plain/k", "", "x-amz-copy-source", "/copies/k");
        assertThat(out.header("x-amz-copy-source-version-id")).isEqualTo(copy.header(ID));
        assertThat(out.header(ID)).isEmpty();
        assertThat(root.put("/copies/k", "", "x-amz-copy-source", "/copies/k").outcome())
                .isEqualTo("400 InvalidRequest");
        String marker = root.delete("/copies/k").header(ID);
        assertThat(root.put("/plain/k", "", "x-amz-copy-source", "/copies/k").outcome())
                .isEqualTo("404 NoSuchKey");
        assertThat(root.put("/plain/k", "", "x-amz-copy-source", "/copies/k?versionId=" + marker)
                        .outcome())
                .isEqualTo("400 InvalidRequest");
        assertThat(root.put("/plain/k", "", "x-amz-copy-source", "/copies/k?versionId=" + "0".repeat(32))
                        .outcome())
                .isEqualTo("404 NoSuchVersion");
    }

    @Test
    void uploadsInPartsMakeVersions() {
        bucket("parts", "Enabled");
        String source = put("/parts/source", "old");
        put("/parts/source", "new");
        String id = root.send("POST", "/parts/k?uploads", "").element("UploadId");
        S3Client.Reply part = root.put(
                "/parts/k?partNumber=1&uploadId=" + id, "", "x-amz-copy-source", "/parts/source?versionId=" + source);
        assertThat(part.header("x-amz-copy-source-version-id")).isEqualTo(source);
        S3Client.Reply done = root.send(
                "POST",
                "/parts/k?uploadId=" + id,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + part.element("ETag")
                        + "</ETag></Part></CompleteMultipartUpload>");
        assertThat(done.outcome()).isEqualTo("200");
        put("/parts/k", "newer");
        assertThat(root.get("/parts/k?versionId=" + done.header(ID)).text()).isEqualTo("old");
    }

    @Test
    void conditionsSeeADeleteMarkerAsNothing() {
        bucket("lock", "Enabled");
        String one = put("/lock/k", "one");
        String etag = root.head("/lock/k").header("ETag");
        assertThat(root.put("/lock/k", "x", "If-None-Match", "*").outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(root.delete("/lock/k", "If-Match", "\"0\"").outcome()).isEqualTo("412 PreconditionFailed");
        assertThat(root.delete("/lock/k", "If-Match", etag).header(MARKER)).isEqualTo("true");
        assertThat(root.put("/lock/k", "x", "If-Match", etag).outcome()).isEqualTo("404 NoSuchKey");
        assertThat(root.put("/lock/k", "two", "If-None-Match", "*").outcome()).isEqualTo("200");
        assertThat(root.delete("/lock/k?versionId=" + one, "If-Match", "\"0\"").outcome())
                .isEqualTo("412 PreconditionFailed");
        assertThat(root.delete("/lock/k?versionId=" + one, "If-Match", etag).outcome())
                .isEqualTo("204");
        assertThat(root.get("/lock/k?versionId=" + one).outcome()).isEqualTo("404 NoSuchVersion");
    }

    @Test
    void deletesManyVersions() {
        bucket("many", "Enabled");
        String one = put("/many/a", "one");
        String marker = root.delete("/many/b").header(ID);
        S3Client.Reply reply = root.send(
                "POST",
                "/many?delete",
                "<Delete><Object><Key>a</Key><VersionId>" + one + "</VersionId></Object><Object><Key>b</Key><VersionId>"
                        + marker + "</VersionId></Object><Object><Key>c</Key></Object></Delete>",
                "Content-MD5",
                md5("<Delete><Object><Key>a</Key><VersionId>" + one
                        + "</VersionId></Object><Object><Key>b</Key><VersionId>" + marker
                        + "</VersionId></Object><Object><Key>c</Key></Object></Delete>"));
        String made = list("many").getFirst().split(" ", -1)[2];
        assertThat(reply.text())
                .contains(
                        "<Deleted><Key>a</Key><VersionId>" + one + "</VersionId></Deleted>",
                        "<Deleted><Key>b</Key><VersionId>" + marker
                                + "</VersionId><DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>" + marker
                                + "</DeleteMarkerVersionId></Deleted>",
                        "<Deleted><Key>c</Key><DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>" + made
                                + "</DeleteMarkerVersionId></Deleted>");
        assertThat(list("many")).containsExactly("D c " + made + " true");
    }

    private static String md5(String text) {
        try {
            return java.util.Base64.getEncoder()
                    .encodeToString(java.security.MessageDigest.getInstance("MD5")
                            .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void listsByPagesOfAnySize() {
        bucket("pages", "Enabled");
        for (String key : List.of("a", "d/1", "d/2", "e", "e%C3%A9/x", "z")) {
            put("/pages/" + key, "1");
            put("/pages/" + key, "2");
            root.delete("/pages/" + key);
        }
        for (String query :
                List.of("", "&prefix=d", "&delimiter=/", "&delimiter=/&prefix=d/", "&prefix=e&delimiter=/")) {
            List<String> whole = lines(root.get("/pages?versions" + query));
            for (int size : List.of(1, 2, 3, 5, 7)) {
                List<String> paged = new ArrayList<>();
                String next = "";
                for (int page = 0; page < 30; page++) {
                    S3Client.Reply reply =
                            root.get("/pages?versions&encoding-type=url&max-keys=" + size + query + next);
                    paged.addAll(lines(reply));
                    if (reply.element("IsTruncated").equals("false")) {
                        break;
                    }
                    next = "&key-marker=" + reply.element("NextKeyMarker").replace("/", "%2F");
                    if (!reply.element("NextVersionIdMarker").isEmpty()) {
                        next += "&version-id-marker=" + reply.element("NextVersionIdMarker");
                    }
                }
                assertThat(paged.stream().map(line -> line.replace("e%C3%A9", "e\u00e9")))
                        .as("%s by %s", query, size)
                        .isEqualTo(whole);
            }
        }
        assertThat(lines(root.get("/pages?versions"))).hasSize(18);
        assertThat(lines(root.get("/pages?versions&delimiter=/"))).hasSize(11).contains("d/", "e\u00e9/");
        assertThat(lines(root.get("/pages?versions&max-keys=0"))).isEmpty();
        assertThat(root.get("/pages?versions&max-keys=0").element("IsTruncated"))
                .isEqualTo("false");
        assertThat(root.get("/pages?versions&version-id-marker=x").outcome()).isEqualTo("400 InvalidArgument");
        assertThat(lines(root.get("/pages?versions&key-marker=d/2"))).hasSize(9);
    }

    @Test
    void aMarkerThatIsGoneSkipsNothing() {
        bucket("gone", "Enabled");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(put("/gone/k", "v" + i));
        }
        S3Client.Reply page = root.get("/gone?versions&max-keys=2");
        assertThat(page.element("NextVersionIdMarker")).isEqualTo(ids.get(2));
        root.delete("/gone/k?versionId=" + ids.get(3));
        root.delete("/gone/k?versionId=" + ids.get(2));
        assertThat(lines(root.get("/gone?versions&key-marker=k&version-id-marker=" + ids.get(2))))
                .containsExactly("V k " + ids.get(1) + " true", "V k " + ids.get(0) + " false");
    }

    @Test
    void listsABucketWithoutVersionsToo() {
        root.put("/never", "");
        put("/never/k", "x");
        put("/never/k", "y");
        assertThat(list("never")).containsExactly("V k null true");
        assertThat(root.get("/never?versions").text()).contains("<Owner><ID>", "<StorageClass>STANDARD<", "<Size>1<");
    }
}
