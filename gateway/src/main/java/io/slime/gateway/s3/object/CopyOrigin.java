package io.slime.gateway.s3.object;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.ReadConditions;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.CopySource;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Request;

/** Where a copy comes from: a version that the caller may read, and that meets the conditions on the source. */
public final class CopyOrigin {
    /** How often a source may be replaced between finding and copying it before the client is told to try again. */
    private static final int MAX_ATTEMPTS = 4;

    private final Objects objects;
    private final BucketAccess access;

    /** Sources among these objects. */
    public CopyOrigin(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    /** What is done with a source. */
    @FunctionalInterface
    public interface Use<T> {
        /** Does it; a {@link StorageException.ConcurrentConflict} says that the source may be another by now. */
        T with(ObjectVersion source);
    }

    /**
     * Finds the source that the request names and uses it; again if it was replaced meanwhile.
     *
     * @throws StorageException.NoSuchKey if there is none
     * @throws S3Exception {@code PreconditionFailed} if it does not meet a condition, {@code AccessDenied}
     */
    public <T> T use(S3Request request, Use<T> use) {
        String header = request.headers().first(CopySource.HEADER).orElse("");
        CopySource named = CopySource.parse(header);
        BucketName bucket = BucketName.find(named.bucket())
                .orElseThrow(() -> new S3Exception(S3Error.INVALID_BUCKET_NAME).with("BucketName", named.bucket()));
        access.ownedSource(bucket, request);
        String path = bucket.path(named.key());
        Versions.check(named.versionId(), path);
        ReadConditions conditions = Conditions.ofCopySource(request.headers());
        for (int attempt = 1; ; attempt++) {
            ObjectVersion source = objects.head(path);
            if (conditions.decide(source) != ReadConditions.Verdict.PROCEED) {
                throw new S3Exception(S3Error.PRECONDITION_FAILED);
            }
            try {
                return use.with(source);
            } catch (StorageException.ConcurrentConflict e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
