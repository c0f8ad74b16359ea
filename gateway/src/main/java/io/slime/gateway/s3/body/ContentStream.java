package io.slime.gateway.s3.body;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The content of a request, digested while it is read; not thread-safe.
 *
 * <p>Reading throws S3Exception as soon as the body is seen to be wrong. Closing releases what the digests hold, and does
 * not close the raw body.
 */
public final class ContentStream extends InputStream {
    /** Contents longer than this have their MD5 computed beside the reading. */
    static final long STAGE_ABOVE_BYTES = 1 << 20;

    private final InputStream source;
    private final ContentClaims claims;
    private final Optional<Trailers> trailers;
    private final Md5 md5;
    private final Optional<Digest> checksum;
    private final Optional<Digest> sha256;
    private long count;

    ContentStream(InputStream source, ContentClaims claims, OptionalLong length, Optional<Trailers> trailers) {
        this.source = source;
        this.claims = claims;
        this.trailers = trailers;
        this.md5 = length.orElse(Long.MAX_VALUE) > STAGE_ABOVE_BYTES ? new Md5.Beside() : new Md5.Inline();
        this.checksum = claims.algorithm()
                .filter(a -> a != ChecksumAlgorithm.MD5) // which is computed anyway
                .map(ChecksumAlgorithm::newDigest);
        boolean same =
                claims.algorithm().filter(a -> a == ChecksumAlgorithm.SHA256).isPresent();
        this.sha256 = claims.sha256().isPresent() && !same
                ? Optional.of(ChecksumAlgorithm.SHA256.newDigest())
                : Optional.empty();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        int n = source.read(b, off, len);
        if (n > 0) {
            count += n;
            md5.update(b, off, n);
            checksum.ifPresent(digest -> digest.update(b, off, n));
            sha256.ifPresent(digest -> digest.update(b, off, n));
        }
        return n;
    }

    /**
     * Holds the content, which must have been read to its last byte, against every claim; call it once.
     *
     * @return the digests
     * @throws S3Exception when a claim does not hold, or the body ends wrongly
     * @throws IllegalStateException when content is left to read
     */
    public ContentDigests finish() throws IOException {
        if (read() >= 0) {
            throw new IllegalStateException("finish() before the end of the content");
        }
        byte[] md5Value = md5.value();
        Optional<Checksum> computed = claims.algorithm()
                .map(algorithm ->
                        Checksum.of(algorithm, checksum.map(Digest::value).orElse(md5Value)));
        Optional<byte[]> sha = sha256.map(Digest::value)
                .or(() -> computed.filter(c -> c.algorithm() == ChecksumAlgorithm.SHA256)
                        .map(Checksum::value));
        claims.sha256().ifPresent(claim -> checkSha256(claim, sha.orElseThrow()));
        claims.md5().ifPresent(claim -> checkMd5(claim, md5Value));
        claims.checksum().ifPresent(claim -> check(claim, computed.orElseThrow()));
        claims.trailer()
                .ifPresent(algorithm -> check(
                        Checksum.parse(algorithm, trailers.orElseThrow().value(algorithm)), computed.orElseThrow()));
        return new ContentDigests(
                count, HexFormat.of().formatHex(md5Value), sha.map(HexFormat.of()::formatHex), computed);
    }

    /** Ends the digest that runs beside, when finish() did not. */
    @Override
    public void close() {
        md5.close();
    }

    /** Whether a digest still runs beside. */
    boolean running() {
        return md5.running();
    }

    private static void checkSha256(String claim, byte[] computed) {
        String hex = HexFormat.of().formatHex(computed);
        if (!hex.equals(claim)) {
            throw new S3Exception(S3Error.X_AMZ_CONTENT_SHA256_MISMATCH)
                    .with("ClientComputedContentSHA256", claim)
                    .with("S3ComputedContentSHA256", hex);
        }
    }

    private static void checkMd5(byte[] claim, byte[] computed) {
        if (!MessageDigest.isEqual(claim, computed)) {
            throw new S3Exception(S3Error.BAD_DIGEST, "The Content-MD5 you specified did not match what we received.")
                    .with("ExpectedDigest", HexFormat.of().formatHex(claim))
                    .with("CalculatedDigest", HexFormat.of().formatHex(computed));
        }
    }

    private static void check(Checksum claim, Checksum computed) {
        if (!claim.matches(computed.value())) {
            throw new S3Exception(
                    S3Error.BAD_DIGEST,
                    "The " + claim.algorithm().wireName() + " you specified did not match the calculated checksum.");
        }
    }
}
