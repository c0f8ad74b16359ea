package io.slime.gateway.s3.auth;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.StandardHeaders;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the body of a request is covered by its signature: the meaning of {@code x-amz-content-sha256}. */
public sealed interface PayloadMode {
    /** The header. */
    String HEADER = "x-amz-content-sha256";

    /** The body is not signed. */
    record Unsigned() implements PayloadMode {}

    /** The SHA-256 of the whole body is signed: 64 lower-case hex digits. */
    record Signed(String sha256) implements PayloadMode {}

    /** The body comes in aws-chunked framing, each chunk signed; with trailers, which are signed too, or without. */
    record SignedChunks(boolean trailer) implements PayloadMode {}

    /** The body comes in aws-chunked framing without signatures, trailers allowed. */
    record UnsignedChunks() implements PayloadMode {}

    /** Whether the body is in aws-chunked framing. */
    default boolean chunked() {
        return this instanceof SignedChunks || this instanceof UnsignedChunks;
    }

    /** The text of the header, which is also the last line of the canonical request. */
    default String wire() {
        return switch (this) {
            case Unsigned() -> Words.UNSIGNED;
            case Signed(String sha256) -> sha256;
            case SignedChunks(boolean trailer) -> trailer ? Words.SIGNED_CHUNKS_TRAILER : Words.SIGNED_CHUNKS;
            case UnsignedChunks() -> Words.UNSIGNED_CHUNKS;
        };
    }

    /**
     * Reads the header; empty when it was not sent.
     *
     * @throws S3Exception {@code InvalidArgument} for nonsense, {@code NotImplemented} for SigV4A streaming
     */
    static Optional<PayloadMode> declared(HttpHeaders headers) {
        return headers.first(HEADER).map(PayloadMode::parse);
    }

    /**
     * The mode of a request that need not declare one (anonymous or presigned): unsigned by default, in aws-chunked
     * framing when Content-Encoding says so and the decoded length is there.
     *
     * @throws S3Exception as {@link #declared}
     */
    static PayloadMode orUnsigned(HttpHeaders headers) {
        PayloadMode declared = declared(headers).orElse(new Unsigned());
        boolean framed = StandardHeaders.isAwsChunked(headers) && headers.has("x-amz-decoded-content-length");
        return declared instanceof Unsigned && framed ? new UnsignedChunks() : declared;
    }

    private static PayloadMode parse(String value) {
        return switch (value) {
            case Words.UNSIGNED -> new Unsigned();
            case Words.SIGNED_CHUNKS -> new SignedChunks(false);
            case Words.SIGNED_CHUNKS_TRAILER -> new SignedChunks(true);
            case Words.UNSIGNED_CHUNKS -> new UnsignedChunks();
            case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER" ->
                throw new S3Exception(S3Error.NOT_IMPLEMENTED, "Signature Version 4A is not implemented");
            default -> {
                if (!Words.SHA256.matcher(value).matches()) {
                    throw S3Exception.invalidArgument(
                            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                                    + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
                                    + " or a valid sha256 value.",
                            HEADER,
                            value);
                }
                yield new Signed(value);
            }
        };
    }

    /** The words of the header. */
    final class Words {
        private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
        private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
        private static final String SIGNED_CHUNKS_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
        private static final String UNSIGNED_CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
        private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

        private Words() {}
    }
}
