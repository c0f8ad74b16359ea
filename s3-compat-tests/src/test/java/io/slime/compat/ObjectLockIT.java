package io.slime.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.compat.fixture.Clients;
import io.slime.compat.fixture.SharedServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Object lock, renames and conditional deletes, as the AWS SDK asks for them. */
final class ObjectLockIT {
    private static final S3Client S3 = Clients.sync(SharedServer.endpoint());
    private static String bucket = "";

    @BeforeAll
    static void makeBucket() {
        bucket = Clients.bucketName(ObjectLockIT.class);
        S3.createBucket(b -> b.bucket(bucket).objectLockEnabledForBucket(true));
    }

    @AfterAll
    static void close() {
        S3.close();
    }

    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static void denied(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.statusCode() + e.awsErrorDetails().errorCode())
                                .isEqualTo("403AccessDenied"));
    }

    @Test
    void aVersionIsRetainedUntilTheBypass() {
        Instant until = tomorrow();
        String id = S3.putObject(
                        p -> p.bucket(bucket)
                                .key("retained")
                                .objectLockMode(ObjectLockMode.GOVERNANCE)
                                .objectLockRetainUntilDate(until),
                        RequestBody.fromString("x"))
                .versionId();
        HeadObjectResponse head = S3.headObject(h -> h.bucket(bucket).key("retained"));
        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
        assertThat(head.objectLockRetainUntilDate()).isEqualTo(until);
        denied(() -> S3.deleteObject(d -> d.bucket(bucket).key("retained").versionId(id)));
        DeleteObjectsResponse many = S3.deleteObjects(d -> d.bucket(bucket)
                .delete(o -> o.objects(
                        ObjectIdentifier.builder().key("retained").versionId(id).build())));
        assertThat(many.errors().getFirst().code()).isEqualTo("AccessDenied");
        S3.putObjectRetention(r -> r.bucket(bucket)
                .key("retained")
                .bypassGovernanceRetention(true)
                .retention(t ->
                        t.mode(ObjectLockRetentionMode.GOVERNANCE).retainUntilDate(until.minus(Duration.ofHours(1)))));
        assertThat(S3.getObjectRetention(r -> r.bucket(bucket).key("retained"))
                        .retention()
                        .retainUntilDate())
                .isEqualTo(until.minus(Duration.ofHours(1)));
        S3.deleteObject(d -> d.bucket(bucket).key("retained").versionId(id).bypassGovernanceRetention(true));
    }

    @Test
    void aHoldComesAndGoes() {
        String id = S3.putObject(p -> p.bucket(bucket).key("held"), RequestBody.fromString("x"))
                .versionId();
        S3.putObjectLegalHold(h -> h.bucket(bucket).key("held").legalHold(l -> l.status(ObjectLockLegalHoldStatus.ON)));
        assertThat(S3.getObjectLegalHold(h -> h.bucket(bucket).key("held"))
                        .legalHold()
                        .status())
                .isEqualTo(ObjectLockLegalHoldStatus.ON);
        denied(() -> S3.deleteObject(d -> d.bucket(bucket).key("held").versionId(id)));
        S3.putObjectLegalHold(
                h -> h.bucket(bucket).key("held").legalHold(l -> l.status(ObjectLockLegalHoldStatus.OFF)));
        S3.deleteObject(d -> d.bucket(bucket).key("held").versionId(id));
    }

    @Test
    void aBucketHasADefault() {
        String own = Clients.bucketName(ObjectLockIT.class);
        S3.createBucket(b -> b.bucket(own).objectLockEnabledForBucket(true));
        S3.putObjectLockConfiguration(c -> c.bucket(own)
                .objectLockConfiguration(l -> l.objectLockEnabled(ObjectLockEnabled.ENABLED)
                        .rule(r -> r.defaultRetention(
                                d -> d.mode(ObjectLockRetentionMode.GOVERNANCE).days(2)))));
        assertThat(S3.getObjectLockConfiguration(c -> c.bucket(own))
                        .objectLockConfiguration()
                        .rule()
                        .defaultRetention()
                        .days())
                .isEqualTo(2);
        S3.putObject(p -> p.bucket(own).key("k"), RequestBody.fromString("x"));
        assertThat(S3.headObject(h -> h.bucket(own).key("k")).objectLockRetainUntilDate())
                .isBetween(tomorrow(), tomorrow().plus(Duration.ofDays(2)));
    }

    @Test
    void anObjectIsRenamedAndDeletedUnderConditions() {
        String plain = Clients.bucket(S3, ObjectLockIT.class);
        S3.putObject(p -> p.bucket(plain).key("a b"), RequestBody.fromString("12345"));
        S3.renameObject(r -> r.bucket(plain).key("c/d").renameSource("a b").destinationIfNoneMatch("*"));
        HeadObjectResponse head = S3.headObject(h -> h.bucket(plain).key("c/d"));
        assertThat(head.contentLength()).isEqualTo(5);
        DeleteObjectsResponse many = S3.deleteObjects(d -> d.bucket(plain)
                .delete(o -> o.objects(
                        ObjectIdentifier.builder().key("c/d").size(4L).build(),
                        ObjectIdentifier.builder()
                                .key("c/d")
                                .size(5L)
                                .eTag(head.eTag())
                                .lastModifiedTime(head.lastModified())
                                .build())));
        assertThat(many.errors().getFirst().code()).isEqualTo("PreconditionFailed");
        assertThat(many.deleted()).hasSize(1);
    }
}
