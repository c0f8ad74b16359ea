package io.slime.gateway.s3.body;

import java.util.HexFormat;
import java.util.Optional;

/**
 * What is known of a content that was read to its end and held every claim made about it.
 *
 * @param length its length in bytes
 * @param md5 its MD5, 32 lower-case hex digits: the ETag of a simple object, without quotes
 * @param sha256 its SHA-256, 64 lower-case hex digits, where it was signed or is the checksum
 * @param checksum the checksum that the client sent or asked for, where it did
 */
public record ContentDigests(long length, String md5, Optional<String> sha256, Optional<Checksum> checksum) {
    /** The MD5 as 16 bytes. */
    public byte[] md5Bytes() {
        return HexFormat.of().parseHex(md5);
    }
}
