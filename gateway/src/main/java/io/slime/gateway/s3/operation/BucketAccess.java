package io.slime.gateway.s3.operation;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.bucket.BucketVersioning;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.OwnedVersion;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.util.Optional;

/** Who may do what in a bucket: its owner everything, anybody else nothing. */
public final class BucketAccess {
    private static final String EXPECTED_OWNER = "x-amz-expected-bucket-owner";
    private static final String EXPECTED_SOURCE_OWNER = "x-amz-source-expected-bucket-owner";

    private final Buckets buckets;

    /** Access to these buckets. */
    public BucketAccess(Buckets buckets) {
        this.buckets = buckets;
    }

    /**
     * The bucket of the request, which the caller owns.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws S3Exception {@code AccessDenied} if it is another's, or not whose the request expects it to be
     */
    public Bucket owned(S3Request request) {
        return owned(request.bucket(), request, EXPECTED_OWNER);
    }

    /**
     * The bucket that a copy reads from, which the caller owns.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws S3Exception {@code AccessDenied} as {@link #owned}
     */
    public Bucket ownedSource(BucketName name, S3Request request) {
        return owned(name, request, EXPECTED_SOURCE_OWNER);
    }

    /**
     * A version of the object that the request names, in a bucket that the caller owns. The current one and the bucket are looked
     * up at once.
     *
     * @param versionId the version; empty for the current one
     * @throws StorageException.NoSuchBucket if the bucket does not exist
     * @throws StorageException if there is no such version, as {@link Objects#head(String, Optional)}
     * @throws S3Exception {@code AccessDenied} as {@link #owned}
     */
    public OwnedVersion object(S3Request request, Objects objects, Optional<String> versionId) {
        Optional<OwnedVersion> found = versionId.isPresent() ? Optional.empty() : objects.findOwned(request.path());
        if (found.flatMap(OwnedVersion::bucketOwner)
                .filter(owner -> isCaller(owner, request, EXPECTED_OWNER))
                .isPresent()) {
            return found.get();
        }
        Bucket bucket = owned(request); // tells what is wrong, unless it is the object
        return new OwnedVersion(
                objects.head(request.path(), versionId),
                Optional.of(bucket.owner()),
                bucket.versioning() != BucketVersioning.NEVER);
    }

    private static boolean isCaller(String owner, S3Request request, String expectation) {
        return owner.equals(request.caller())
                && request.headers()
                        .first(expectation)
                        .filter(expected -> !expected.equals(owner))
                        .isEmpty();
    }

    private Bucket owned(BucketName name, S3Request request, String expectation) {
        Bucket bucket = buckets.require(name);
        if (!isCaller(bucket.owner(), request, expectation)) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
        return bucket;
    }
}
