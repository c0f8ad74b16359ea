package io.slime.gateway.multipart;

import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.ObjectLock;
import io.slime.metadata.extent.ContentKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An upload in progress.
 *
 * @param uploadId its id
 * @param path bucket and key as stored
 * @param owner canonical id of who created it
 * @param created when it was created
 * @param storageClass the object's storage class
 * @param checksumAlgorithm the checksum that parts and object carry, if any
 * @param checksumType what the object's checksum will be over, if there is one
 * @param tags the object's tags
 * @param lock what will keep the object from being removed
 * @param said what {@link NewUpload#said} is
 * @param key what the object shows as its data key if it will be encrypted
 */
public record Upload(
        String uploadId,
        String path,
        String owner,
        Instant created,
        String storageClass,
        Optional<String> checksumAlgorithm,
        Optional<Checksums.Type> checksumType,
        Map<String, String> tags,
        ObjectLock lock,
        Map<String, String> said,
        Optional<ContentKey> key) {
    /** Keeps copies. */
    public Upload {
        tags = Map.copyOf(tags);
        said = Map.copyOf(said);
    }
}
