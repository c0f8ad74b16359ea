package io.slime.gateway.s3.operation;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.metadata.extent.ContentKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an upload says to policies. Requests for its parts do not say it again, nor may they; a policy that demands something of all
 * that is put means what was said when the upload began.
 */
public final class UploadSaid {
    /** Headers of an upload that are keys of the same name behind {@code s3:}, besides those about encryption. */
    static final List<String> HEADERS = List.of(
            "x-amz-acl",
            "x-amz-storage-class",
            "x-amz-website-redirect-location",
            "x-amz-grant-full-control",
            "x-amz-grant-read",
            "x-amz-grant-read-acp",
            "x-amz-grant-write",
            "x-amz-grant-write-acp");

    private static final String METHOD = "x-amz-server-side-encryption";
    private static final String CUSTOMER = METHOD + "-customer-algorithm";
    private static final String AES256 = "AES256";
    private static final Set<Operation> OF_UPLOADS =
            Set.of(Operation.UPLOAD_PART, Operation.UPLOAD_PART_COPY, Operation.COMPLETE_MULTIPART_UPLOAD);

    private final Uploads uploads;

    UploadSaid(Uploads uploads) {
        this.uploads = uploads;
    }

    /** What of the headers by which an upload begins is to be known of its parts, by name. */
    public static Map<String, String> of(HttpHeaders headers) {
        Map<String, String> said = new TreeMap<>();
        HEADERS.forEach(name -> headers.joined(name).ifPresent(value -> said.put(name, value)));
        return said;
    }

    /** Who began the upload that the request names; empty if there is none. */
    Optional<String> initiator(S3Request request) {
        return find(request).map(Upload::owner);
    }

    /** What the upload tells of which the request names a part; empty if it names none. */
    Optional<Said> said(S3Request request) {
        return OF_UPLOADS.contains(request.operation())
                ? Optional.of(find(request)
                        .map(upload -> new Said(keys(request, upload), upload.tags(), upload.lock()))
                        .orElse(Said.NOTHING))
                : Optional.empty();
    }

    private Optional<Upload> find(S3Request request) {
        try {
            return Optional.of(uploads.find(request.query().first("uploadId").orElse(""), request.path()));
        } catch (StorageException.NoSuchUpload _) {
            return Optional.empty();
        }
    }

    private static Map<String, String> keys(S3Request request, Upload upload) {
        Map<String, String> keys = new TreeMap<>();
        upload.said().forEach((name, value) -> keys.put("s3:" + name, value));
        if (!request.headers().has(METHOD) && !request.headers().has(CUSTOMER)) {
            upload.key()
                    .map(key -> key.scheme() == ContentKey.Scheme.SERVER ? METHOD : CUSTOMER)
                    .ifPresent(name -> keys.put("s3:" + name, AES256));
        }
        return keys;
    }
}
