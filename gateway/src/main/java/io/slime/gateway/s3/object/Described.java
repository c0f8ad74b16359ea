package io.slime.gateway.s3.object;

import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.object.Description;
import io.slime.gateway.s3.body.ContentDigests;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.StandardHeaders;
import io.slime.gateway.s3.header.UserMetadata;
import io.slime.gateway.s3.operation.Title;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the headers of a write say about the object to be.
 *
 * @param headers the content headers to give back, by lower-case name
 * @param userMetadata the user's metadata
 * @param storageClass the storage class; whether it is configured is told by who writes it
 */
public record Described(Map<String, String> headers, Map<String, String> userMetadata, String storageClass) {
    private static final String STORAGE_CLASS = "x-amz-storage-class";

    /**
     * Reads the headers.
     *
     * @throws io.slime.gateway.s3.error.S3Exception when they ask for what is not to be had, or the metadata is too large
     */
    public static Described parse(HttpHeaders headers) {
        String storageClass = headers.first(STORAGE_CLASS).orElse(Description.STANDARD);
        return new Described(StandardHeaders.parse(headers), UserMetadata.parse(headers), storageClass);
    }

    /**
     * What a copy says that keeps what its source says: a redirection is not copied (S3 API reference, CopyObject), and may be
     * given anew.
     */
    Described over(Description source) {
        Map<String, String> kept = new LinkedHashMap<>(source.headers());
        kept.remove(StandardHeaders.REDIRECT);
        Optional.ofNullable(headers.get(StandardHeaders.REDIRECT))
                .ifPresent(redirect -> kept.put(StandardHeaders.REDIRECT, redirect));
        return new Described(kept, source.userMetadata(), storageClass);
    }

    /** The description of an object with these digests and this owner. */
    Description with(ContentDigests digests, Encryption encryption, Title title) {
        return new Description(
                EncryptionHeaders.etag(encryption.scheme(), digests.md5()),
                digests.sha256(),
                headers,
                userMetadata,
                ChecksumFields.kept(digests.checksum()),
                storageClass,
                title.owner(),
                false,
                title.acl());
    }
}
