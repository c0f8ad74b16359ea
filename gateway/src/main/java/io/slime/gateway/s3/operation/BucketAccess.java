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

/**
 * Who may do what: each request asks for the actions of its operation and of its headers, on the bucket or key that it names.
 * An operation without an action is for the bucket's owner alone.
 */
public final class BucketAccess {
    private static final String EXPECTED_OWNER = "x-amz-expected-bucket-owner";
    private static final String EXPECTED_SOURCE_OWNER = "x-amz-source-expected-bucket-owner";

    private final Buckets buckets;

    /** Access to these buckets. */
    public BucketAccess(Buckets buckets) {
        this.buckets = buckets;
    }

    /**
     * Lets only those do what concerns no bucket that is there who may.
     *
     * @throws S3Exception {@code AccessDenied} for nobody in particular
     */
    public static void demandOutsideBuckets(S3Request request) {
        boolean outside =
                request.operation() == Operation.CREATE_BUCKET || request.operation() == Operation.LIST_BUCKETS;
        if (outside && request.anonymous()) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
    }

    /**
     * The bucket of the request, in which the caller may do all that the request asks for.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws S3Exception {@code AccessDenied} if they may not, or it is not whose the request expects it to be
     */
    public Bucket owned(S3Request request) {
        Gate gate = gate(request);
        gate.demandAll(request.address().key(), request.parameter("versionId"), Optional.empty());
        return gate.bucket();
    }

    /**
     * The bucket of the request, with what the caller may do there still to be asked.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws S3Exception {@code AccessDenied} if it is not whose the request expects it to be
     */
    public Gate gate(S3Request request) {
        return gate(request.bucket(), request, EXPECTED_OWNER);
    }

    /**
     * The bucket that a copy reads from, with what the caller may do there still to be asked.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws S3Exception {@code AccessDenied} if it is not whose the request expects it to be
     */
    public Gate sourceGate(BucketName name, S3Request request) {
        return gate(name, request, EXPECTED_SOURCE_OWNER);
    }

    /**
     * A version of the object that the request names, with which the caller may do what the request asks for. The current one
     * and the bucket are looked up at once.
     *
     * @param versionId the version; empty for the current one
     * @throws StorageException.NoSuchBucket if the bucket does not exist
     * @throws StorageException if there is no such version, as {@link Objects#head(String, Optional)}
     * @throws S3Exception {@code AccessDenied} as {@link #owned}
     */
    public OwnedVersion object(S3Request request, Objects objects, Optional<String> versionId) {
        Optional<OwnedVersion> found = versionId.isPresent() ? Optional.empty() : objects.findOwned(request.path());
        if (found.flatMap(OwnedVersion::bucketOwner)
                .filter(owner -> owner.equals(request.caller()) && isExpected(owner, request, EXPECTED_OWNER))
                .isPresent()) {
            return found.get();
        }
        Bucket bucket = owned(request); // tells what is wrong, unless it is the object
        return new OwnedVersion(
                objects.head(request.path(), versionId),
                Optional.of(bucket.owner()),
                bucket.versioning() != BucketVersioning.NEVER);
    }

    private Gate gate(BucketName name, S3Request request, String expectation) {
        Bucket bucket = buckets.require(name);
        if (!isExpected(bucket.owner(), request, expectation)) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
        return new Gate(bucket, request.caller(), Needs.of(request));
    }

    private static boolean isExpected(String owner, S3Request request, String expectation) {
        return request.headers()
                .first(expectation)
                .filter(expected -> !expected.equals(owner))
                .isEmpty();
    }
}
