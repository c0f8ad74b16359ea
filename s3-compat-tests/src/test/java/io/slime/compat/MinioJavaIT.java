package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minio.BucketExistsArgs;
import io.minio.ComposeObjectArgs;
import io.minio.ComposeSource;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.EnableObjectLegalHoldArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectTagsArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.IsObjectLegalHoldEnabledArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.SetBucketVersioningArgs;
import io.minio.SetObjectTagsArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.http.Method;
import io.minio.messages.DeleteError;
import io.minio.messages.DeleteObject;
import io.minio.messages.Item;
import io.minio.messages.VersioningConfiguration;
import io.slime.compat.fixture.Command;
import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.SampleData;
import io.slime.compat.fixture.SharedServer;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** MinIO's Java client does its daily work. */
final class MinioJavaIT {
    private static final long PART = 5L << 20;

    private final Endpoint endpoint = SharedServer.endpoint();
    private final MinioClient client = MinioClient.builder()
            .endpoint(endpoint.s3().toString())
            .credentials(endpoint.key().id(), endpoint.key().secret())
            .region("us-east-1")
            .build();

    private String bucket(String name, boolean locked) throws Exception {
        client.makeBucket(
                MakeBucketArgs.builder().bucket(name).objectLock(locked).build());
        return name;
    }

    private ObjectWriteResponse put(String bucket, String key, byte[] data, long known) throws Exception {
        return client.putObject(PutObjectArgs.builder().bucket(bucket).object(key).stream(
                        new ByteArrayInputStream(data), known, known < 0 ? PART : -1)
                .contentType("text/x-odd")
                .userMetadata(Map.of("one", "1"))
                .build());
    }

    private byte[] get(String bucket, String key) throws Exception {
        try (var in = client.getObject(
                GetObjectArgs.builder().bucket(bucket).object(key).build())) {
            return in.readAllBytes();
        }
    }

    @Test
    void objectsAreStoredCopiedAndRead() throws Exception {
        String bucket = bucket("minio-java", false);
        assertThat(client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()))
                .isTrue();
        byte[] small = SampleData.bytes(91, 100_000);
        byte[] large = SampleData.bytes(92, 20 << 20);
        put(bucket, "a/ü +?.bin", small, small.length);
        put(bucket, "large", large, -1);
        StatObjectResponse stat = client.statObject(
                StatObjectArgs.builder().bucket(bucket).object("a/ü +?.bin").build());
        assertThat(stat.size()).isEqualTo(small.length);
        assertThat(stat.contentType()).isEqualTo("text/x-odd");
        assertThat(stat.userMetadata()).containsEntry("one", "1");
        assertThat(get(bucket, "a/ü +?.bin")).isEqualTo(small);
        assertThat(get(bucket, "large")).isEqualTo(large);
        try (var in = client.getObject(GetObjectArgs.builder()
                .bucket(bucket)
                .object("large")
                .offset(7_000_000L)
                .length(10L)
                .build())) {
            assertThat(in.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(large, 7_000_000, 7_000_010));
        }
        client.copyObject(CopyObjectArgs.builder()
                .bucket(bucket)
                .object("copy")
                .source(CopySource.builder().bucket(bucket).object("a/ü +?.bin").build())
                .build());
        assertThat(get(bucket, "copy")).isEqualTo(small);
        client.composeObject(ComposeObjectArgs.builder()
                .bucket(bucket)
                .object("composed")
                .sources(List.of(
                        ComposeSource.builder().bucket(bucket).object("large").build(),
                        ComposeSource.builder().bucket(bucket).object("copy").build()))
                .build());
        assertThat(get(bucket, "composed")).startsWith(large).endsWith(small).hasSize(large.length + small.length);
        client.setObjectTags(SetObjectTagsArgs.builder()
                .bucket(bucket)
                .object("copy")
                .tags(Map.of("k", "v w"))
                .build());
        assertThat(client.getObjectTags(GetObjectTagsArgs.builder()
                                .bucket(bucket)
                                .object("copy")
                                .build())
                        .get())
                .isEqualTo(Map.of("k", "v w"));
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> get(bucket, "nothing"))
                .satisfies(e -> assertThat(e.errorResponse().code()).isEqualTo("NoSuchKey"));
        String url = client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Method.GET)
                .bucket(bucket)
                .object("copy")
                .expiry(60)
                .build());
        assertThat(Command.of("curl", "-sSf", url).run().ok().bytes()).isEqualTo(small);
    }

    @Test
    void manyAreListedAndDeletedTogether() throws Exception {
        String bucket = bucket("minio-java-many", false);
        for (int i = 0; i < 1010; i++) {
            put(bucket, String.format("list/%04d", i), new byte[1], 1);
        }
        List<DeleteObject> found = new ArrayList<>();
        for (Result<Item> each : client.listObjects(ListObjectsArgs.builder()
                .bucket(bucket)
                .prefix("list/")
                .recursive(true)
                .build())) {
            found.add(new DeleteObject(each.get().objectName()));
        }
        assertThat(found).hasSize(1010);
        List<DeleteError> errors = new ArrayList<>();
        for (Result<DeleteError> each : client.removeObjects(
                RemoveObjectsArgs.builder().bucket(bucket).objects(found).build())) {
            errors.add(each.get());
        }
        assertThat(errors).isEmpty();
        client.removeBucket(RemoveBucketArgs.builder().bucket(bucket).build());
        assertThat(client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()))
                .isFalse();
    }

    @Test
    void versionsAreKeptAndHeld() throws Exception {
        String bucket = bucket("minio-java-locked", true);
        client.setBucketVersioning(SetBucketVersioningArgs.builder()
                .bucket(bucket)
                .config(new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null))
                .build());
        String first = put(bucket, "k", new byte[] {1}, 1).versionId();
        put(bucket, "k", new byte[] {2}, 1);
        client.enableObjectLegalHold(EnableObjectLegalHoldArgs.builder()
                .bucket(bucket)
                .object("k")
                .versionId(first)
                .build());
        assertThat(client.isObjectLegalHoldEnabled(IsObjectLegalHoldEnabledArgs.builder()
                        .bucket(bucket)
                        .object("k")
                        .versionId(first)
                        .build()))
                .isTrue();
        assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> client.removeObject(RemoveObjectArgs.builder()
                        .bucket(bucket)
                        .object("k")
                        .versionId(first)
                        .build()))
                .satisfies(e -> assertThat(e.errorResponse().code()).isEqualTo("AccessDenied"));
        List<String> versions = new ArrayList<>();
        for (Result<Item> each : client.listObjects(
                ListObjectsArgs.builder().bucket(bucket).includeVersions(true).build())) {
            versions.add(each.get().versionId());
        }
        assertThat(versions).hasSize(2).contains(first);
    }
}
