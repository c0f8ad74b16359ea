package io.slime.metadata.upload;

import io.slime.erasure.Redundancy;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Lock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A multipart upload in progress.
 *
 * @param id its id
 * @param bucket the bucket
 * @param path {@code bucket/key}
 * @param owner the canonical id of the account that began it
 * @param initiated when, in database time
 * @param attributes what the version will carry
 * @param tags the tags it will have
 * @param lock what will keep the version from being removed
 * @param checksumAlgorithm the checksum algorithm, lower-case, if one was chosen
 * @param checksumType {@code FULL_OBJECT} or {@code COMPOSITE}, if chosen
 * @param redundancy how its parts are coded
 * @param dataKey what the object shows as its data key if it is to be encrypted; each part has one of its own
 */
public record UploadRow(
        String id,
        String bucket,
        String path,
        String owner,
        Instant initiated,
        Attributes attributes,
        Map<String, String> tags,
        Lock lock,
        Optional<String> checksumAlgorithm,
        Optional<String> checksumType,
        Redundancy redundancy,
        Optional<ContentKey> dataKey) {
    public UploadRow {
        tags = Map.copyOf(tags);
    }

    /** One whose version nothing will keep from being removed, and that is not encrypted. */
    public UploadRow(
            String id,
            String bucket,
            String path,
            String owner,
            Instant initiated,
            Attributes attributes,
            Map<String, String> tags,
            Optional<String> checksumAlgorithm,
            Optional<String> checksumType,
            Redundancy redundancy) {
        this(
                id,
                bucket,
                path,
                owner,
                initiated,
                attributes,
                tags,
                Lock.NONE,
                checksumAlgorithm,
                checksumType,
                redundancy,
                Optional.empty());
    }

    /** The same, to be encrypted, or not. */
    public UploadRow with(Optional<ContentKey> shown) {
        return new UploadRow(
                id,
                bucket,
                path,
                owner,
                initiated,
                attributes,
                tags,
                lock,
                checksumAlgorithm,
                checksumType,
                redundancy,
                shown);
    }

    /** The key, which is the path without the bucket. */
    public String key() {
        return path.substring(bucket.length() + 1);
    }
}
