package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.SharedServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Versions, as the AWS SDK sees them. */
final class VersioningIT {
    private static final S3Client S3 = Clients.sync(SharedServer.endpoint());
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucket(S3, VersioningIT.class);
        assertThat(S3.getBucketVersioning(g -> g.bucket(bucket)).status()).isNull();
        S3.putBucketVersioning(
                p -> p.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        assertThat(S3.getBucketVersioning(g -> g.bucket(bucket)).status()).isEqualTo(BucketVersioningStatus.ENABLED);
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private static String put(String key, String content) {
        return S3.putObject(p -> p.bucket(bucket).key(key), RequestBody.fromString(content))
                .versionId();
    }

    private static String get(String key, String versionId) {
        return S3.getObjectAsBytes(g -> g.bucket(bucket).key(key).versionId(versionId))
                .asUtf8String();
    }

    @Test
    void aRemovedObjectComesBack() {
        String one = put("back", "one");
        put("back", "two");
        DeleteObjectResponse deleted = S3.deleteObject(d -> d.bucket(bucket).key("back"));
        assertThat(deleted.deleteMarker()).isTrue();
        assertThatThrownBy(() -> S3.getObjectAsBytes(g -> g.bucket(bucket).key("back")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(get("back", one)).isEqualTo("one");
        S3.copyObject(c -> c.sourceBucket(bucket)
                .sourceKey("back")
                .sourceVersionId(one)
                .destinationBucket(bucket)
                .destinationKey("back"));
        assertThat(S3.getObjectAsBytes(g -> g.bucket(bucket).key("back")).asUtf8String())
                .isEqualTo("one");
    }

    @Test
    void terraformsLockIsTakenAgainAfterItsDeletion() {
        for (int i = 0; i < 3; i++) {
            S3.putObject(p -> p.bucket(bucket).key("state.tflock").ifNoneMatch("*"), RequestBody.fromString("me"));
            assertThatThrownBy(() -> S3.putObject(
                            p -> p.bucket(bucket).key("state.tflock").ifNoneMatch("*"), RequestBody.fromString("you")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
            S3.deleteObject(d -> d.bucket(bucket).key("state.tflock"));
        }
    }

    @Test
    void everyVersionIsListedAndRemovedByPages() {
        String own = Clients.bucket(S3, VersioningIT.class);
        S3.putBucketVersioning(
                p -> p.bucket(own).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
        for (int i = 0; i < 5; i++) {
            for (String key : List.of("a", "b/ü", "c")) {
                S3.putObject(p -> p.bucket(own).key(key), RequestBody.fromString("x"));
            }
        }
        S3.deleteObject(d -> d.bucket(own).key("b/ü"));
        int removed = 0;
        for (var page : S3.listObjectVersionsPaginator(l -> l.bucket(own).maxKeys(4))) {
            List<ObjectIdentifier> all = java.util.stream.Stream.concat(
                            page.versions().stream().map(VersioningIT::identifier),
                            page.deleteMarkers().stream().map(VersioningIT::identifier))
                    .toList();
            removed += S3.deleteObjects(d -> d.bucket(own).delete(o -> o.objects(all)))
                    .deleted()
                    .size();
        }
        assertThat(removed).isEqualTo(16);
        S3.deleteBucket(d -> d.bucket(own));
    }

    private static ObjectIdentifier identifier(ObjectVersion version) {
        return ObjectIdentifier.builder()
                .key(version.key())
                .versionId(version.versionId())
                .build();
    }

    private static ObjectIdentifier identifier(DeleteMarkerEntry marker) {
        return ObjectIdentifier.builder()
                .key(marker.key())
                .versionId(marker.versionId())
                .build();
    }
}
