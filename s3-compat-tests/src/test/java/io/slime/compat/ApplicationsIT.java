package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The habits of applications that keep their data in S3: what each of them relies on. */
final class ApplicationsIT {
    private static final int MIB = 1 << 20;
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final S3Client S3 = Clients.once(SharedServer.endpoint());
    private static final S3Presigner PRESIGNER = Clients.presigner(SharedServer.endpoint());
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucket(S3, ApplicationsIT.class);
    }

    @AfterAll
    static void close() {
        HTTP.close();
        PRESIGNER.close();
        S3.close();
    }

    private static void put(String key, byte[] bytes) {
        S3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    private static byte[] get(S3Client client, String key) {
        return client.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asByteArray();
    }

    private static CompletedPart part(int number, String etag) {
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static CompletedPart upload(String key, String upload, int number, byte[] bytes) {
        return part(
                number,
                S3.uploadPart(
                                u -> u.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                                RequestBody.fromBytes(bytes))
                        .eTag());
    }

    private static CompletedPart copy(String from, String range, String key, String upload, int number) {
        return part(
                number,
                S3.uploadPartCopy(u -> u.sourceBucket(bucket)
                                .sourceKey(from)
                                .copySourceRange(range)
                                .destinationBucket(bucket)
                                .destinationKey(key)
                                .uploadId(upload)
                                .partNumber(number))
                        .copyPartResult()
                        .eTag());
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    /** A registry of container images forgets the id of its upload, and finds it by the key. It appends by copying. */
    @Test
    void aRegistryFindsItsUploadByItsKeyAndAppendsByCopying() {
        byte[] layer = SampleData.bytes(111, 13 * MIB);
        put("layer", Arrays.copyOf(layer, 11 * MIB));
        S3.createMultipartUpload(c -> c.bucket(bucket).key("uploads/1/data"));
        String found = S3.listMultipartUploads(l -> l.bucket(bucket).prefix("uploads/1/data")).uploads().stream()
                .filter(each -> each.key().equals("uploads/1/data"))
                .findFirst()
                .orElseThrow()
                .uploadId();
        CompletedPart first = copy("layer", "bytes=0-" + (5 * MIB - 1), "uploads/1/data", found, 1);
        CompletedPart second = copy("layer", "bytes=" + 5 * MIB + "-" + (11 * MIB - 1), "uploads/1/data", found, 2);
        CompletedPart last = upload("uploads/1/data", found, 3, Arrays.copyOfRange(layer, 11 * MIB, 13 * MIB));
        assertThat(S3.listParts(l -> l.bucket(bucket).key("uploads/1/data").uploadId(found))
                        .parts())
                .hasSize(3);
        S3.completeMultipartUpload(c -> c.bucket(bucket)
                .key("uploads/1/data")
                .uploadId(found)
                .multipartUpload(m -> m.parts(first, second, last)));
        assertThat(S3.listMultipartUploads(l -> l.bucket(bucket).prefix("uploads/1/"))
                        .uploads())
                .isEmpty();
        assertThat(get(S3, "uploads/1/data")).isEqualTo(layer);
    }

    /** Hadoop's committer lets tasks upload, and the job complete, in another process. */
    @Test
    void anotherClientCompletesWhatOneUploaded() {
        String id = S3.createMultipartUpload(c -> c.bucket(bucket).key("job/part-0"))
                .uploadId();
        CompletedPart only = upload("job/part-0", id, 1, SampleData.text("rows"));
        refused("NoSuchKey", () -> get(S3, "job/part-0"));
        try (S3Client job = Clients.once(SharedServer.endpoint())) {
            job.completeMultipartUpload(
                    c -> c.bucket(bucket).key("job/part-0").uploadId(id).multipartUpload(m -> m.parts(only)));
            assertThat(get(job, "job/part-0")).isEqualTo(SampleData.text("rows"));
        }
    }

    @Test
    void aCompletionOfNoPartsIsRefusedWhateverItsCondition() {
        String id = S3.createMultipartUpload(c -> c.bucket(bucket).key("none")).uploadId();
        refused(
                "MalformedXML",
                () -> S3.completeMultipartUpload(c -> c.bucket(bucket)
                        .key("none")
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(List.of()))));
        CompletedPart only = upload("none", id, 1, new byte[0]);
        S3.completeMultipartUpload(
                c -> c.bucket(bucket).key("none").uploadId(id).ifNoneMatch("*").multipartUpload(m -> m.parts(only)));
        assertThat(get(S3, "none")).isEmpty();
    }

    /** GitLab gives its front URLs, one for each part, one to complete and one to abort, and keeps the key to itself. */
    @Test
    void anUploadInPartsGoesByPresignedUrlsAlone() throws Exception {
        byte[] content = SampleData.bytes(112, 6 * MIB);
        String id =
                S3.createMultipartUpload(c -> c.bucket(bucket).key("artifact")).uploadId();
        StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
        for (int number = 1; number <= 2; number++) {
            int n = number;
            byte[] part = n == 1 ? Arrays.copyOf(content, 5 * MIB) : Arrays.copyOfRange(content, 5 * MIB, 6 * MIB);
            URL url = PRESIGNER
                    .presignUploadPart(p -> p.signatureDuration(LIFE)
                            .uploadPartRequest(u -> u.bucket(bucket)
                                    .key("artifact")
                                    .uploadId(id)
                                    .partNumber(n)))
                    .url();
            HttpResponse<String> answer = send("PUT", url, part);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            document.append("<Part><PartNumber>").append(n).append("</PartNumber><ETag>");
            document.append(answer.headers().firstValue("ETag").orElseThrow()).append("</ETag></Part>");
        }
        URL complete = PRESIGNER
                .presignCompleteMultipartUpload(p -> p.signatureDuration(LIFE)
                        .completeMultipartUploadRequest(
                                c -> c.bucket(bucket).key("artifact").uploadId(id)))
                .url();
        URL abort = PRESIGNER
                .presignAbortMultipartUpload(p -> p.signatureDuration(LIFE)
                        .abortMultipartUploadRequest(
                                a -> a.bucket(bucket).key("artifact").uploadId(id)))
                .url();
        HttpResponse<String> answer = send(
                "POST",
                complete,
                SampleData.text(document.append("</CompleteMultipartUpload>").toString()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(send("DELETE", abort, new byte[0]).statusCode()).isIn(204, 404);
        assertThat(get(S3, "artifact")).isEqualTo(content);
    }

    private static HttpResponse<String> send(String method, URL url, byte[] body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url.toString()))
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Mastodon puts its media with a list, and shows them by their bare address. */
    @Test
    void mediaWithAPublicListAreSeenByEveryone() throws Exception {
        for (ObjectCannedACL acl : List.of(ObjectCannedACL.PUBLIC_READ, ObjectCannedACL.PRIVATE)) {
            S3.putObject(
                    p -> p.bucket(bucket)
                            .key("media " + acl)
                            .acl(acl)
                            .cacheControl("public, max-age=315576000, immutable")
                            .contentType("image/png"),
                    RequestBody.fromString("picture"));
            URI bare = URI.create(SharedServer.endpoint().s3() + "/" + bucket + "/media%20" + acl);
            HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(bare).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(acl == ObjectCannedACL.PRIVATE ? 403 : 200);
        }
    }

    /** Who resumes a download asks for the rest of the same object, and not of another that took its place. */
    @Test
    void aDownloadIsResumedOnlyWhereTheObjectIsTheSame() {
        byte[] content = SampleData.bytes(113, 3 * MIB);
        put("resumed", content);
        String etag = S3.headObject(h -> h.bucket(bucket).key("resumed")).eTag();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; at < content.length; at += MIB) {
            String range = "bytes=" + at + "-" + (at + MIB - 1);
            all.writeBytes(S3.getObjectAsBytes(
                            g -> g.bucket(bucket).key("resumed").range(range).ifMatch(etag))
                    .asByteArray());
        }
        assertThat(all.toByteArray()).isEqualTo(content);
        put("resumed", SampleData.bytes(114, 3 * MIB));
        assertThatThrownBy(() -> S3.getObjectAsBytes(
                        g -> g.bucket(bucket).key("resumed").range("bytes=1-").ifMatch(etag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    }

    /** Hadoop marks directories by empty objects, which stand beside objects of the same name without the slash. */
    @Test
    void markersOfDirectoriesAreObjectsOfTheirOwn() {
        put("hadoop/dir/", new byte[0]);
        put("hadoop/dir", SampleData.text("file"));
        put("hadoop/dir/file", SampleData.text("inner"));
        assertThat(get(S3, "hadoop/dir/")).isEmpty();
        assertThat(get(S3, "hadoop/dir")).isEqualTo(SampleData.text("file"));
        var inside =
                S3.listObjectsV2(l -> l.bucket(bucket).prefix("hadoop/dir/").delimiter("/"));
        assertThat(inside.contents().stream().map(each -> each.key()))
                .containsExactly("hadoop/dir/", "hadoop/dir/file");
        var above = S3.listObjectsV2(l -> l.bucket(bucket).prefix("hadoop/").delimiter("/"));
        assertThat(above.contents().stream().map(each -> each.key())).containsExactly("hadoop/dir");
        assertThat(above.commonPrefixes().stream().map(each -> each.prefix())).containsExactly("hadoop/dir/");
        S3.deleteObject(d -> d.bucket(bucket).key("hadoop/dir/"));
        refused("NoSuchKey", () -> get(S3, "hadoop/dir/"));
        assertThat(get(S3, "hadoop/dir")).isEqualTo(SampleData.text("file"));
        assertThat(get(S3, "hadoop/dir/file")).isEqualTo(SampleData.text("inner"));
    }
}
