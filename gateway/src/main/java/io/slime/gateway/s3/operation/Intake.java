package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.body.ContentDigests;
import io.slime.gateway.s3.body.ContentStream;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.io.IOException;

/** The content of an upload on its way from the client into a writer. */
public final class Intake {
    /** Most bytes of one upload: 5 GiB (S3 User Guide, "Uploading objects"). */
    public static final long MAX_BYTES = 5L << 30;

    private static final int BUFFER_BYTES = 128 * 1024;

    private final ContentCheck check;
    private final long length;

    /**
     * The intake of what the headers announce; nothing is read yet.
     *
     * @throws S3Exception {@code MissingContentLength} or {@code EntityTooLarge}
     */
    public Intake(ContentCheck check) {
        this.check = check;
        this.length = check.length().orElseThrow(() -> new S3Exception(S3Error.MISSING_CONTENT_LENGTH));
        if (length > MAX_BYTES) {
            throw new S3Exception(S3Error.ENTITY_TOO_LARGE)
                    .with("ProposedSize", Long.toString(length))
                    .with("MaxSizeAllowed", Long.toString(MAX_BYTES));
        }
    }

    /** Length of the content in bytes. */
    public long length() {
        return length;
    }

    /** What takes the bytes. */
    @FunctionalInterface
    public interface Sink {
        /** Takes bytes {@code [offset, offset + length)} of the array, which is used again afterwards. */
        void write(byte[] bytes, int offset, int length);
    }

    /**
     * Reads it all into the sink, and holds it against every claim about it.
     *
     * @return its digests
     * @throws S3Exception when a claim does not hold
     */
    public ContentDigests pour(S3Request request, Sink sink) throws IOException {
        byte[] buffer = new byte[Math.clamp(length, 1, BUFFER_BYTES)];
        try (ContentStream content = check.open(request.call().body())) {
            for (int n; (n = content.read(buffer, 0, buffer.length)) >= 0; ) {
                sink.write(buffer, 0, n);
            }
            return content.finish();
        }
    }
}
