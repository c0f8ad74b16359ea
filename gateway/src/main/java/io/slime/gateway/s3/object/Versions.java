package io.slime.gateway.s3.object;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.s3.operation.S3Request;
import java.util.Optional;

/** The version ids that exist in buckets whose versioning was never enabled: {@code null}, and no other. */
final class Versions {
    private static final String NULL = "null";

    private Versions() {}

    /**
     * Checks the version that a request names, if it names one.
     *
     * @throws StorageException.NoSuchVersion if it is not {@code null}
     */
    static void check(S3Request request) {
        check(request.query().first("versionId"), request.path());
    }

    /**
     * Checks a version id.
     *
     * @throws StorageException.NoSuchVersion if it is not {@code null}
     */
    static void check(Optional<String> versionId, String path) {
        if (versionId.filter(id -> !id.equals(NULL)).isPresent()) {
            throw new StorageException.NoSuchVersion(path, versionId.get());
        }
    }
}
