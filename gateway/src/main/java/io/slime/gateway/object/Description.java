package io.slime.gateway.object;

import io.slime.gateway.access.Acl;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept about an object besides its bytes.
 *
 * @param etag the entity tag that S3 shows, without quotes; must be that of the bytes
 * @param sha256 SHA-256 of the bytes in lower-case hexadecimal, where it is known; a native write has it as its native ETag
 * @param headers the content headers that a read gives back, by lower-case name ({@code content-type}, …)
 * @param userMetadata the user's metadata by lower-case name without {@code x-amz-meta-}
 * @param checksums the checksums of the bytes
 * @param storageClass as S3 names it
 * @param owner canonical id of the owner
 * @param nativeWrite whether the native API wrote it, so that its native ETag is the SHA-256
 * @param acl its access control list; empty if it grants everything to the owner and nothing to others
 */
public record Description(
        String etag,
        Optional<String> sha256,
        Map<String, String> headers,
        Map<String, String> userMetadata,
        Checksums checksums,
        String storageClass,
        String owner,
        boolean nativeWrite,
        Optional<Acl> acl) {
    /** The storage class of what was written without one. */
    public static final String STANDARD = "STANDARD";

    /** Keeps copies. */
    public Description {
        headers = Map.copyOf(headers);
        userMetadata = Map.copyOf(userMetadata);
    }

    /** One whose list grants to the owner alone. */
    public Description(
            String etag,
            Optional<String> sha256,
            Map<String, String> headers,
            Map<String, String> userMetadata,
            Checksums checksums,
            String storageClass,
            String owner,
            boolean nativeWrite) {
        this(etag, sha256, headers, userMetadata, checksums, storageClass, owner, nativeWrite, Optional.empty());
    }

    /** The same with another entity tag. */
    public Description with(String otherTag) {
        return new Description(
                otherTag, sha256, headers, userMetadata, checksums, storageClass, owner, nativeWrite, acl);
    }

    /** The ETag that the native API shows, without quotes: of native writes the SHA-256, of others the S3 ETag. */
    public String nativeEtag() {
        return nativeWrite ? sha256.orElse(etag) : etag;
    }
}
