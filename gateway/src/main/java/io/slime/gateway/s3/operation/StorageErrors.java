package io.slime.gateway.s3.operation;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpDate;

/** The S3 error for each way in which the core fails. */
public final class StorageErrors {
    private StorageErrors() {}

    /**
     * The error.
     *
     * @param failure what the core says
     * @param conditional whether the request has a precondition, which a conflict then is about
     */
    public static S3Exception of(StorageException failure, boolean conditional) {
        return switch (failure) {
            case StorageException.NoSuchBucket e ->
                new S3Exception(S3Error.NO_SUCH_BUCKET).with("BucketName", e.bucket());
            case StorageException.NoSuchStorageClass e ->
                new S3Exception(S3Error.INVALID_STORAGE_CLASS).with("StorageClassRequested", e.storageClass());
            case StorageException.NoSuchKey e -> new S3Exception(S3Error.NO_SUCH_KEY).with("Key", key(e.path()));
            case StorageException.DeleteMarker e -> marker(e);
            case StorageException.PreconditionMissing e ->
                new S3Exception(S3Error.NO_SUCH_KEY).with("Key", key(e.path()));
            case StorageException.NoSuchVersion e ->
                new S3Exception(S3Error.NO_SUCH_VERSION)
                        .with("Key", key(e.path()))
                        .with("VersionId", e.versionId());
            case StorageException.NoSuchUpload e ->
                new S3Exception(S3Error.NO_SUCH_UPLOAD).with("UploadId", e.uploadId());
            case StorageException.BucketTaken e ->
                new S3Exception(e.ownedByCaller() ? S3Error.BUCKET_ALREADY_OWNED_BY_YOU : S3Error.BUCKET_ALREADY_EXISTS)
                        .with("BucketName", e.bucket());
            case StorageException.BucketNotEmpty e ->
                new S3Exception(S3Error.BUCKET_NOT_EMPTY).with("BucketName", e.bucket());
            case StorageException.PreconditionFailed e ->
                new S3Exception(S3Error.PRECONDITION_FAILED).with("Condition", e.condition());
            case StorageException.ConcurrentConflict e ->
                new S3Exception(conditional ? S3Error.CONDITIONAL_REQUEST_CONFLICT : S3Error.OPERATION_ABORTED);
            case StorageException.InvalidPart e ->
                new S3Exception(S3Error.INVALID_PART).with("PartNumber", Integer.toString(e.part()));
            case StorageException.InvalidPartOrder e -> new S3Exception(S3Error.INVALID_PART_ORDER);
            case StorageException.PartTooSmall e ->
                new S3Exception(S3Error.ENTITY_TOO_SMALL)
                        .with("PartNumber", Integer.toString(e.part()))
                        .with("ProposedSize", Long.toString(e.bytes()));
            case StorageException.RangeUnsatisfiable e ->
                new S3Exception(S3Error.INVALID_RANGE).with("ActualObjectSize", Long.toString(e.size()));
            case StorageException.Locked e ->
                new S3Exception(S3Error.ACCESS_DENIED, "Access Denied because object protected by object lock.");
            case StorageException.QuotaExceeded e -> new S3Exception(S3Error.QUOTA_EXCEEDED, e.reason());
            case StorageException.RetentionOver e ->
                new S3Exception(S3Error.INVALID_ARGUMENT, "The retain until date must be in the future!");
            case StorageException.Refused e -> S3Exception.invalidRequest(e.reason());
            case StorageException.Unavailable e ->
                new S3Exception(S3Error.SERVICE_UNAVAILABLE, S3Error.SERVICE_UNAVAILABLE.message(), e);
            case StorageException.Overloaded e -> new S3Exception(S3Error.SLOW_DOWN, S3Error.SLOW_DOWN.message(), e);
            case StorageException.OutcomeUnknown e ->
                new S3Exception(S3Error.SERVICE_UNAVAILABLE, S3Error.SERVICE_UNAVAILABLE.message(), e);
            case StorageException.Unreadable e -> new S3Exception(S3Error.INTERNAL_ERROR, e.reason(), e);
        };
    }

    private static S3Exception marker(StorageException.DeleteMarker e) {
        S3Exception error = e.named()
                ? new S3Exception(S3Error.METHOD_NOT_ALLOWED)
                        .with("Method", "GET")
                        .with("ResourceType", "DeleteMarker")
                        .withHeader("Allow", "DELETE")
                        .withHeader("Last-Modified", HttpDate.format(e.modified()))
                : new S3Exception(S3Error.NO_SUCH_KEY).with("Key", key(e.path()));
        return error.withHeader("x-amz-delete-marker", "true").withHeader("x-amz-version-id", e.versionId());
    }

    private static String key(String path) {
        return path.substring(path.indexOf('/') + 1);
    }
}
