package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slime.compat.fixture.AllInOne;
import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.SampleData;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Storage classes and redundancies of buckets, by the AWS SDK and the commands, on a server of their own that is killed, too. */
final class StorageClassIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUCKET = "classes";
    private static final String OWN = "own";
    private static final int OBJECTS = 600;

    private static Command.Result slime(AllInOne server, String... arguments) {
        return server.endpoint().slime(arguments).run();
    }

    private static JsonNode json(AllInOne server, String... arguments) throws Exception {
        return JSON.readTree(
                server.endpoint().slime(arguments).with("-o", "json").run().ok().out());
    }

    private static byte[] content(int seed) {
        return SampleData.bytes(seed, 4_000 + 7 * seed);
    }

    @Test
    void classesAndBucketsAreCodedAsTheySayAndFollowThroughKill9() throws Exception {
        try (AllInOne server = AllInOne.start()) {
            assertThat(slime(server, "redundancy", "class", "set", "STANDARD_IA", "1", "3")
                            .ok()
                            .out())
                    .contains("STANDARD_IA");
            assertThat(slime(server, "redundancy", "class", "set", "GLACIER", "1", "3")
                            .exit())
                    .isEqualTo(1);
            assertThat(slime(server, "redundancy", "class", "list").ok().out()).contains("STANDARD_IA");
            try (S3Client s3 = Clients.sync(server.endpoint())) {
                s3.createBucket(b -> b.bucket(BUCKET));
                s3.createBucket(b -> b.bucket(OWN));
                byS3(s3);
            }
            refused(server);
            byBucket(server);
            assertThat(slime(server, "fsck", "--deep").exit()).isZero();
        }
    }

    private static void byS3(S3Client s3) {
        byte[] bytes = content(1);
        s3.putObject(
                p -> p.bucket(BUCKET).key("ia").storageClass(StorageClass.STANDARD_IA), RequestBody.fromBytes(bytes));
        s3.putObject(p -> p.bucket(BUCKET).key("std"), RequestBody.fromBytes(bytes));
        assertThat(s3.headObject(h -> h.bucket(BUCKET).key("ia")).storageClass())
                .isEqualTo(StorageClass.STANDARD_IA);
        assertThat(s3.headObject(h -> h.bucket(BUCKET).key("std")).storageClass())
                .isNull();
        assertThat(s3.listObjectsV2(l -> l.bucket(BUCKET)).contents())
                .extracting(S3Object::storageClass)
                .containsExactly(ObjectStorageClass.STANDARD_IA, ObjectStorageClass.STANDARD);
        assertThat(s3.getObjectAttributes(
                                g -> g.bucket(BUCKET).key("ia").objectAttributes(ObjectAttributes.STORAGE_CLASS))
                        .storageClass())
                .isEqualTo(StorageClass.STANDARD_IA);
        s3.copyObject(c -> c.sourceBucket(BUCKET)
                .sourceKey("std")
                .destinationBucket(BUCKET)
                .destinationKey("std")
                .storageClass(StorageClass.STANDARD_IA));
        assertThat(s3.getObject(g -> g.bucket(BUCKET).key("std")).response().storageClass())
                .isEqualTo(StorageClass.STANDARD_IA);
        assertThat(s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("std")).asByteArray())
                .isEqualTo(bytes);
        multipart(s3, bytes);
        assertThatThrownBy(() -> s3.putObject(
                        p -> p.bucket(BUCKET).key("no").storageClass(StorageClass.REDUCED_REDUNDANCY),
                        RequestBody.fromBytes(bytes)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidStorageClass"));
    }

    private static void multipart(S3Client s3, byte[] bytes) {
        String id = s3.createMultipartUpload(m -> m.bucket(BUCKET).key("multi").storageClass(StorageClass.STANDARD_IA))
                .uploadId();
        assertThat(s3.listMultipartUploads(l -> l.bucket(BUCKET)).uploads())
                .extracting(upload -> upload.storageClass())
                .containsExactly(StorageClass.STANDARD_IA);
        String etag = s3.uploadPart(
                        u -> u.bucket(BUCKET).key("multi").uploadId(id).partNumber(1), RequestBody.fromBytes(bytes))
                .eTag();
        assertThat(s3.listParts(l -> l.bucket(BUCKET).key("multi").uploadId(id)).storageClass())
                .isEqualTo(StorageClass.STANDARD_IA);
        s3.completeMultipartUpload(c -> c.bucket(BUCKET)
                .key("multi")
                .uploadId(id)
                .multipartUpload(m -> m.parts(
                        List.of(CompletedPart.builder().partNumber(1).eTag(etag).build()))));
        assertThat(s3.headObject(h -> h.bucket(BUCKET).key("multi")).storageClass())
                .isEqualTo(StorageClass.STANDARD_IA);
    }

    private static void refused(AllInOne server) {
        Command.Result used = slime(server, "redundancy", "class", "delete", "STANDARD_IA");
        assertThat(used.exit()).isEqualTo(1);
        assertThat(used.err()).contains("in use");
        slime(server, "redundancy", "class", "set", "SPARE", "2", "3").ok();
        slime(server, "redundancy", "class", "delete", "SPARE").ok();
        assertThat(slime(server, "redundancy", "class", "list").ok().out()).doesNotContain("SPARE");
    }

    /** The bucket is given a redundancy of its own, and the server killed while what lies there is coded anew. */
    private static void byBucket(AllInOne server) throws Exception {
        try (S3Client s3 = Clients.sync(server.endpoint())) {
            IntStream.range(0, OBJECTS)
                    .parallel()
                    .forEach(i -> s3.putObject(p -> p.bucket(OWN).key("k" + i), RequestBody.fromBytes(content(i))));
        }
        assertThat(slime(server, "redundancy", "plan", "1", "3", "--bucket", OWN)
                        .ok()
                        .out())
                .contains("slime bucket redundancy own 1 3")
                .contains(OBJECTS + " contents");
        assertThat(slime(server, "bucket", "redundancy", OWN, "1", "3").ok().out())
                .contains("its own: 1 of 3");
        Awaitility.await()
                .atMost(90, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> spare(server, 2) > 5);
        server.process().kill();
        server.again();
        Awaitility.await()
                .atMost(300, TimeUnit.SECONDS)
                .pollInterval(500, TimeUnit.MILLISECONDS)
                .until(() -> spare(server, 1) == 0 && spare(server, 2) == OBJECTS + 3);
        assertThat(json(server, "bucket", "show", OWN)
                        .path("redundancy")
                        .path("own")
                        .asBoolean())
                .isTrue();
        assertThat(json(server, "durability").path("safety").asText()).contains("Any 2 stores can fail");
        try (S3Client s3 = Clients.sync(server.endpoint())) {
            for (int i = 0; i < OBJECTS; i++) {
                int seed = i;
                assertThat(s3.getObjectAsBytes(g -> g.bucket(OWN).key("k" + seed))
                                .asByteArray())
                        .isEqualTo(content(seed));
            }
        }
        assertThat(slime(server, "bucket", "redundancy", OWN, "--default").ok().out())
                .contains("the cluster's: 2 of 3");
    }

    /** How many extents may lose so many chunks. */
    private static long spare(AllInOne server, int chunks) throws Exception {
        for (JsonNode each : json(server, "durability").path("spare")) {
            if (each.path("spare").asInt() == chunks) {
                return each.path("extents").asLong();
            }
        }
        return 0;
    }
}
