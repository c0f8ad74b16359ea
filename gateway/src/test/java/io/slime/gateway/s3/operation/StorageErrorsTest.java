package io.slime.gateway.s3.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.s3.error.S3Exception;
import org.junit.jupiter.api.Test;

/** What S3 says of each failure of the core. */
final class StorageErrorsTest {
    private static String said(StorageException failure) {
        S3Exception e = StorageErrors.of(failure, true);
        return e.status() + " " + e.code() + " " + e.elements();
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(said(new StorageException.NoSuchBucket("b"))).isEqualTo("404 NoSuchBucket {BucketName=b}");
        assertThat(said(new StorageException.NoSuchKey("b/k/l"))).isEqualTo("404 NoSuchKey {Key=k/l}");
        assertThat(said(new StorageException.PreconditionMissing("b/k"))).isEqualTo("404 NoSuchKey {Key=k}");
        assertThat(said(new StorageException.NoSuchUpload("u"))).isEqualTo("404 NoSuchUpload {UploadId=u}");
        assertThat(said(new StorageException.NoSuchVersion("b/k", "v")))
                .isEqualTo("404 NoSuchVersion {Key=k, VersionId=v}");
    }

    @Test
    void saysWhatStandsInTheWay() {
        assertThat(said(new StorageException.PreconditionFailed("x"))).isEqualTo("412 PreconditionFailed {}");
        assertThat(said(new StorageException.ConcurrentConflict("x"))).isEqualTo("409 ConditionalRequestConflict {}");
        assertThat(StorageErrors.of(new StorageException.ConcurrentConflict("x"), false)
                        .code())
                .isEqualTo("OperationAborted");
        assertThat(said(new StorageException.BucketTaken("b", true)))
                .isEqualTo("409 BucketAlreadyOwnedByYou {BucketName=b}");
        assertThat(said(new StorageException.BucketTaken("b", false)))
                .isEqualTo("409 BucketAlreadyExists {BucketName=b}");
        assertThat(said(new StorageException.BucketNotEmpty("b"))).isEqualTo("409 BucketNotEmpty {BucketName=b}");
        assertThat(said(new StorageException.Refused("why"))).isEqualTo("400 InvalidRequest {}");
    }

    @Test
    void hidesWhatIsWrongWithUs() {
        S3Exception away = StorageErrors.of(new StorageException.Unavailable("store 7 is away"), false);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.message()).doesNotContain("store");
        S3Exception broken = StorageErrors.of(new StorageException.Unreadable("chunk 7"), false);
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.message()).doesNotContain("chunk");
    }
}
