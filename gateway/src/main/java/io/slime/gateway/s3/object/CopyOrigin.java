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
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.Need;
import io.slime.gateway.s3.operation.S3Request;
import java.util.Optional;

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

    /** What the request names as the source. */
    static CopySource named(S3Request request) {
        return CopySource.parse(request.headers().first(CopySource.HEADER).orElse(""));
    }

    private ObjectVersion find(String path, Optional<String> versionId) {
        try {
            return objects.head(path, versionId);
        } catch (StorageException.DeleteMarker e) {
            throw e.named()
                    ? S3Exception.invalidRequest("The source of a copy request may not specifically refer to a delete"
                            + " marker by version id.")
                    : e;
        }
    }

    /**
     * Finds the source that the request names and uses it; again if it was replaced meanwhile.
     *
     * @param tags whether its tags are copied too, which takes a right of its own where there are any
     * @throws StorageException.NoSuchKey if there is none
     * @throws S3Exception {@code PreconditionFailed} if it does not meet a condition, {@code AccessDenied}
     */
    public <T> T use(S3Request request, boolean tags, Use<T> use) {
        CopySource named = named(request);
        BucketName bucket = BucketName.find(named.bucket())
                .orElseThrow(() -> new S3Exception(S3Error.INVALID_BUCKET_NAME).with("BucketName", named.bucket()));
        Gate gate = access.sourceGate(bucket, request);
        String path = bucket.path(named.key());
        ReadConditions conditions = Conditions.ofCopySource(request.headers());
        for (int attempt = 1; ; attempt++) {
            ObjectVersion version = gate.readable(named.key(), named.versionId(), () -> find(path, named.versionId()));
            if (tags && !version.tags().isEmpty()) {
                gate.demand(new Need(
                        named.versionId().isPresent() ? "s3:GetObjectVersionTagging" : "s3:GetObjectTagging",
                        Optional.of(named.key()),
                        named.versionId(),
                        Optional.of(version)));
            }
            if (conditions.decide(version) != ReadConditions.Verdict.PROCEED) {
                throw new S3Exception(S3Error.PRECONDITION_FAILED)
                        .with(
                                "Condition",
                                "x-amz-copy-source-"
                                        + conditions.failed(
                                                version.description().etag()));
            }
            if (gate.versioned() || !version.versionId().equals("null")) {
                request.call().setHeader("x-amz-copy-source-version-id", version.versionId());
            }
            try {
                return use.with(version);
            } catch (StorageException.ConcurrentConflict e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
