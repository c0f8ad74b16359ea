package io.slime.gateway.s3.object;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.bucket.BucketVersioning;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.VersionIds;
import io.slime.gateway.s3.operation.S3Request;
import java.util.Optional;

/** The version ids in requests and answers. */
public final class Versions {
    private static final String HEADER = "x-amz-version-id";
    private static final String PARAMETER = "versionId";

    private Versions() {}

    /**
     * The version that a request names; empty for the current one.
     *
     * @throws S3Exception {@code InvalidArgument} for an empty one and for one that no version can have
     */
    public static Optional<String> named(S3Request request) {
        Optional<String> id = request.query().first(PARAMETER);
        id.ifPresent(VersionIds::check);
        return id;
    }

    /** Whether versions of that bucket have ids to show. */
    static boolean shown(Bucket bucket, String versionId) {
        return bucket.versioning() != BucketVersioning.NEVER || !versionId.equals("null");
    }

    /** Says in the answer which version it is about, where versions were ever kept or one was named. */
    public static void show(Bucket bucket, String versionId, S3Request request) {
        show(shown(bucket, versionId), versionId, request);
    }

    /** The same, if it is known whether the bucket's versions have ids to show. */
    public static void show(boolean versioned, String versionId, S3Request request) {
        if (versioned || request.query().has(PARAMETER)) {
            request.call().setHeader(HEADER, versionId);
        }
    }
}
