package io.slime.gateway.s3.body;

import io.slime.gateway.s3.auth.ChunkSigning;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The content inside aws-chunked framing; strict, pull-based, in constant memory.
 *
 * <p>The last byte of a chunk is handed on only after the chunk's signature was verified, and the end of the stream only
 * after the final chunk, the trailers and the end of the raw body were. Source: S3 API reference, "Transferring payload in
 * multiple chunks".
 */
final class AwsChunkedStream extends InputStream {
    /** The longest chunk header: 16 hex digits and a signature take 97 bytes. */
    private static final int MAX_CHUNK_LINE = 128;

    private static final int MAX_TRAILER_LINE = 1024;
    private static final int MAX_TRAILER_LINES = 8;
    private static final int MAX_SIZE_DIGITS = 16;
    private static final String EXTENSION = ";chunk-signature=";

    private final WireReader wire;
    private final long expected;
    private final Optional<ChunkSigning> signing;
    private final Trailers trailers;
    private final Digest.OfMessage chunkDigest = new Digest.OfMessage("SHA-256");
    private String previous;
    private String claimed = "";
    private long remaining;
    private long decoded;
    private boolean done;

    AwsChunkedStream(InputStream raw, long decodedLength, Optional<ChunkSigning> signing, Trailers trailers) {
        this.wire = new WireReader(raw);
        this.expected = decodedLength;
        this.signing = signing;
        this.trailers = trailers;
        this.previous = signing.map(ChunkSigning::seed).orElse("");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0 || done) {
            return len == 0 ? 0 : -1;
        }
        if (remaining == 0 && !nextChunk()) {
            return -1;
        }
        int n = wire.read(b, off, (int) Math.min(len, remaining));
        if (n < 0) {
            throw new S3Exception(S3Error.INCOMPLETE_BODY);
        }
        if (signing.isPresent()) {
            chunkDigest.update(b, off, n);
        }
        remaining -= n;
        decoded += n;
        if (remaining == 0) {
            wire.expectLineEnd();
            verifyChunk();
        }
        return n;
    }

    private boolean nextChunk() throws IOException {
        String line = wire.line(MAX_CHUNK_LINE);
        int end = line.indexOf(';');
        String extension = end < 0 ? "" : line.substring(end);
        remaining = size(end < 0 ? line : line.substring(0, end));
        boolean signed = extension.startsWith(EXTENSION);
        if (signed != signing.isPresent() || (!signed && !extension.isEmpty())) {
            throw S3Exception.invalidRequest(
                    signing.isPresent() ? "A chunk has no signature." : "A chunk extension is not supported.");
        }
        claimed = signed ? extension.substring(EXTENSION.length()) : "";
        if (remaining > expected - decoded || (remaining == 0 && decoded != expected)) {
            throw new S3Exception(
                    S3Error.INCOMPLETE_BODY,
                    "The chunks do not add up to the number of bytes in x-amz-decoded-content-length.");
        }
        if (remaining == 0) {
            end();
        }
        return !done;
    }

    private static long size(String digits) {
        if (digits.isEmpty() || digits.length() > MAX_SIZE_DIGITS || !digits.matches("[0-9a-fA-F]+")) {
            throw S3Exception.invalidRequest("The size of a chunk is malformed.");
        }
        long size = Long.parseUnsignedLong(digits, 16);
        if (size < 0) {
            throw S3Exception.invalidRequest("The size of a chunk is out of range.");
        }
        return size;
    }

    private void verifyChunk() {
        if (signing.isEmpty()) {
            return;
        }
        String signature = signing.get().chunk(previous, chunkDigest.value());
        if (!ChunkSigning.equal(signature, claimed)) {
            throw new S3Exception(S3Error.SIGNATURE_DOES_NOT_MATCH);
        }
        previous = signature;
    }

    private void end() throws IOException {
        verifyChunk();
        int lines = 0;
        for (String line = wire.trailerLine(MAX_TRAILER_LINE);
                !line.isEmpty();
                line = wire.trailerLine(MAX_TRAILER_LINE)) {
            if (++lines > MAX_TRAILER_LINES) {
                throw Trailers.malformed();
            }
            trailers.add(line);
        }
        trailers.end(signing, previous);
        wire.expectEnd();
        done = true;
    }
}
