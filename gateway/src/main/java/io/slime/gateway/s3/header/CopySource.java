package io.slime.gateway.s3.header;

import io.slime.gateway.s3.error.S3Exception;
import java.util.Optional;

/**
 * The object that {@code x-amz-copy-source} names: {@code [/]bucket/key[?versionId=id]}, percent-encoded.
 *
 * @param bucket the source bucket
 * @param key the source key, decoded once
 * @param versionId the version asked for; absent for the current one
 */
public record CopySource(String bucket, String key, Optional<String> versionId) {
    /** The header's name. */
    public static final String HEADER = "x-amz-copy-source";

    private static final String VERSION = "?versionId=";

    /**
     * Reads the header.
     *
     * @throws S3Exception {@code InvalidArgument} when it does not name an object, {@code NotImplemented} for an access
     *     point, {@code InvalidURI} or {@code KeyTooLongError} as for any key
     */
    public static CopySource parse(String header) {
        String value = header.strip();
        // a question mark inside the key is sent as %3F, but old clients send it bare: only the last one counts
        int version = value.lastIndexOf(VERSION);
        String path = version < 0 ? value : value.substring(0, version);
        String versionText = version < 0 ? "" : value.substring(version + VERSION.length());
        int more = versionText.indexOf('&');
        Optional<String> versionId = version < 0
                ? Optional.empty()
                : Optional.of(PercentCoding.decode(more < 0 ? versionText : versionText.substring(0, more)));
        versionId.ifPresent(VersionIds::check);
        String decoded = PercentCoding.decode(path);
        String plain = decoded.startsWith("/") ? decoded.substring(1) : decoded;
        if (plain.startsWith("arn:")) {
            throw S3Exception.notImplemented("Access points are not implemented");
        }
        int slash = plain.indexOf('/');
        if (slash <= 0 || slash == plain.length() - 1) {
            throw S3Exception.invalidArgument("Copy Source must mention the source bucket and key", HEADER, value);
        }
        return new CopySource(plain.substring(0, slash), ObjectAddress.checkKey(plain.substring(slash + 1)), versionId);
    }
}
