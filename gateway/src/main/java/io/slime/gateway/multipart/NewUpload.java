package io.slime.gateway.multipart;

import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.ObjectLock;
import java.util.Map;
import java.util.Optional;

/**
 * An upload to create.
 *
 * @param path bucket and key as stored
 * @param bucket the bucket, which must exist
 * @param owner canonical id of who creates it, and of the object's owner
 * @param headers the object's content headers by lower-case name
 * @param userMetadata the object's user metadata
 * @param tags the object's tags
 * @param storageClass the object's storage class
 * @param lock what will keep the object from being removed
 * @param checksumAlgorithm the checksum that parts and object carry, as S3 names it, if any
 * @param checksumType what the object's checksum will be over, if there is one
 */
public record NewUpload(
        String path,
        String bucket,
        String owner,
        Map<String, String> headers,
        Map<String, String> userMetadata,
        Map<String, String> tags,
        String storageClass,
        ObjectLock lock,
        Optional<String> checksumAlgorithm,
        Optional<Checksums.Type> checksumType) {
    /** Keeps copies. */
    public NewUpload {
        headers = Map.copyOf(headers);
        userMetadata = Map.copyOf(userMetadata);
        tags = Map.copyOf(tags);
    }

    /** Without tags or lock. */
    public NewUpload(
            String path,
            String bucket,
            String owner,
            Map<String, String> headers,
            Map<String, String> userMetadata,
            String storageClass,
            Optional<String> checksumAlgorithm,
            Optional<Checksums.Type> checksumType) {
        this(
                path,
                bucket,
                owner,
                headers,
                userMetadata,
                Map.of(),
                storageClass,
                ObjectLock.NONE,
                checksumAlgorithm,
                checksumType);
    }
}
