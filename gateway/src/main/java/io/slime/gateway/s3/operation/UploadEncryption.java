package io.slime.gateway.s3.operation;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.ObjectLock;
import io.slime.metadata.extent.ContentKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an upload says about its encryption to policies. Requests for its parts do not say it again, nor may they where the
 * gateways' keys are used; a policy that demands encryption of all that is put means what was said when the upload began.
 */
final class UploadEncryption {
    private static final String METHOD = "x-amz-server-side-encryption";
    private static final String CUSTOMER = METHOD + "-customer-algorithm";
    private static final String AES256 = "AES256";
    private static final Set<Operation> OF_UPLOADS =
            Set.of(Operation.UPLOAD_PART, Operation.UPLOAD_PART_COPY, Operation.COMPLETE_MULTIPART_UPLOAD);

    private final Uploads uploads;

    UploadEncryption(Uploads uploads) {
        this.uploads = uploads;
    }

    /** What the upload tells of which the request names a part; empty if it names none. */
    Optional<Said> said(S3Request request) {
        return OF_UPLOADS.contains(request.operation())
                ? Optional.of(new Said(keys(request), Map.of(), ObjectLock.NONE))
                : Optional.empty();
    }

    /** Keys of conditions that the upload of the request tells, none if the request itself tells them. */
    private Map<String, String> keys(S3Request request) {
        if (request.headers().has(METHOD) || request.headers().has(CUSTOMER)) {
            return Map.of();
        }
        try {
            return uploads.find(request.query().first("uploadId").orElse(""), request.path())
                    .key()
                    .map(key -> key.scheme() == ContentKey.Scheme.SERVER ? METHOD : CUSTOMER)
                    .map(name -> Map.of("s3:" + name, AES256))
                    .orElse(Map.of());
        } catch (StorageException.NoSuchUpload _) {
            return Map.of();
        }
    }
}
