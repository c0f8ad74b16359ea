package io.slime.gateway.s3.body;

import io.slime.gateway.s3.auth.ChunkSigning;
import io.slime.gateway.s3.auth.Identity;
import io.slime.gateway.s3.auth.PayloadMode;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The way from the raw body of a request to its checked content; made from the headers, before a byte is read.
 *
 * <p>{@link #open} gives the content as a stream; {@link ContentStream#finish} holds it against every claim. Nothing of it
 * may be published before finish() has returned.
 */
public final class ContentCheck {
    private final ContentClaims claims;
    private final PayloadMode payload;
    private final Optional<ChunkSigning> signing;
    private final OptionalLong length;

    private ContentCheck(
            ContentClaims claims, PayloadMode payload, Optional<ChunkSigning> signing, OptionalLong length) {
        this.claims = claims;
        this.payload = payload;
        this.signing = signing;
        this.length = length;
    }

    /**
     * The check that the headers ask for.
     *
     * @throws S3Exception when they are malformed or contradict each other
     */
    public static ContentCheck of(HttpHeaders headers, Identity identity) {
        return of(headers, identity, ContentClaims.parse(headers, identity.payload()));
    }

    /**
     * The same, but for requests whose checksum headers speak of an object and not of their own body
     * (CompleteMultipartUpload).
     *
     * @throws S3Exception when the headers are malformed or contradict each other
     */
    public static ContentCheck ignoringChecksums(HttpHeaders headers, Identity identity) {
        return of(headers, identity, ContentClaims.withoutChecksums(headers, identity.payload()));
    }

    private static ContentCheck of(HttpHeaders headers, Identity identity, ContentClaims claims) {
        PayloadMode payload = identity.payload();
        Optional<ChunkSigning> signing = switch (identity) {
            case Identity.Anonymous(PayloadMode p) -> Optional.empty();
            case Identity.Authenticated(var key, var p, var chunks, var carrier) -> chunks;
        };
        if (payload instanceof PayloadMode.SignedChunks && signing.isEmpty()) {
            throw new IllegalArgumentException("signed chunks without a signature to start from");
        }
        OptionalLong length = length(headers, payload.chunked() ? "x-amz-decoded-content-length" : "content-length");
        if (payload.chunked() && length.isEmpty()) {
            throw new S3Exception(S3Error.MISSING_CONTENT_LENGTH);
        }
        return new ContentCheck(claims, payload, signing, length);
    }

    /** The same check, which also computes a checksum when the client claims none. */
    public ContentCheck computing(ChecksumAlgorithm algorithm) {
        return new ContentCheck(claims.wanting(algorithm), payload, signing, length);
    }

    /** The checksum algorithm whose value {@link ContentDigests#checksum} will have. */
    public Optional<ChecksumAlgorithm> algorithm() {
        return claims.algorithm();
    }

    /** Whether the client sends a value of its own: Content-MD5 or a checksum, in a header or a trailer. */
    public boolean hasClaim() {
        return claims.md5().isPresent()
                || claims.checksum().isPresent()
                || claims.trailer().isPresent();
    }

    /** The length of the content in bytes, without any framing; empty when it was not declared. */
    public OptionalLong length() {
        return length;
    }

    /**
     * The content as a stream.
     *
     * @param raw the body as the server hands it on, free of transfer coding; the caller closes it
     * @return a stream that must be closed
     */
    public ContentStream open(InputStream raw) {
        if (!payload.chunked()) {
            InputStream source = length.isPresent() ? new ExactLengthStream(raw, length.getAsLong()) : raw;
            return new ContentStream(source, claims, length, Optional.empty());
        }
        Trailers trailers = new Trailers(claims.trailer(), trailerRule());
        AwsChunkedStream source = new AwsChunkedStream(raw, length.orElseThrow(), signing, trailers);
        return new ContentStream(source, claims, length, Optional.of(trailers));
    }

    private Trailers.Rule trailerRule() {
        return switch (payload) {
            case PayloadMode.SignedChunks(boolean trailer) -> trailer ? Trailers.Rule.SIGNED : Trailers.Rule.NONE;
            case PayloadMode.UnsignedChunks() -> Trailers.Rule.UNSIGNED;
            case PayloadMode.Unsigned() -> Trailers.Rule.NONE;
            case PayloadMode.Signed(String sha256) -> Trailers.Rule.NONE;
        };
    }

    private static OptionalLong length(HttpHeaders headers, String name) {
        Optional<String> text = headers.first(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("[0-9]{1,18}") || headers.all(name).size() > 1) {
            throw S3Exception.invalidArgument("The length is not a number", name, text.get());
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }
}
