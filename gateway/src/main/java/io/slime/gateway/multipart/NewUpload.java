package io.slime.gateway.multipart;

import io.slime.gateway.access.Acl;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.ObjectLock;
import java.util.Map;
import java.util.Optional;

/**
 * An upload to create.
 *
 * @param path bucket and key as stored
 * @param bucket the bucket, which must exist
 * @param owner canonical id of who creates it
 * @param headers the object's content headers by lower-case name
 * @param userMetadata the object's user metadata
 * @param tags the object's tags
 * @param storageClass the object's storage class
 * @param lock what will keep the object from being removed
 * @param checksumAlgorithm the checksum that parts and object carry, as S3 names it, if any
 * @param checksumType what the object's checksum will be over, if there is one
 * @param objectOwner canonical id of who will own the object
 * @param acl the object's access control list; empty if it grants to the owner alone
 * @param said what else is to be known of the upload as long as it goes on, by name; the object does not have it
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
        Optional<Checksums.Type> checksumType,
        String objectOwner,
        Optional<Acl> acl,
        Map<String, String> said) {
    /** Keeps copies. */
    public NewUpload {
        headers = Map.copyOf(headers);
        userMetadata = Map.copyOf(userMetadata);
        tags = Map.copyOf(tags);
        said = Map.copyOf(said);
    }

    /** One whose object is its creator's alone. */
    public NewUpload(
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
        this(
                path,
                bucket,
                owner,
                headers,
                userMetadata,
                tags,
                storageClass,
                lock,
                checksumAlgorithm,
                checksumType,
                owner,
                Optional.empty(),
                Map.of());
    }

    /** Without tags or lock, and its creator's alone. */
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
