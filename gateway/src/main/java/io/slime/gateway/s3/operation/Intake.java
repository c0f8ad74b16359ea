package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.body.ContentDigests;
import io.slime.gateway.s3.body.ContentStream;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The content of an upload on its way from the client into a writer. */
public final class Intake {
    /** Most bytes of one upload: 5 GiB (S3 User Guide, "Uploading objects"). */
    public static final long MAX_BYTES = 5L << 30;

    /** The length of a content that is known only at its end. */
    public static final long UNKNOWN = -1;

    private static final int BUFFER_BYTES = 128 * 1024;

    private final ContentCheck check;
    private final long length;
    private final Optional<InputStream> content;
    private final long least;
    private final long most;

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
        this.content = Optional.empty();
        this.least = 0;
        this.most = MAX_BYTES;
    }

    private Intake(ContentCheck check, InputStream content, long least, long most) {
        this.check = check;
        this.length = UNKNOWN;
        this.content = Optional.of(content);
        this.least = least;
        this.most = Math.min(most, MAX_BYTES);
    }

    /**
     * The intake of a content that is only a part of the body.
     *
     * @param content the content
     * @param least the fewest bytes that it may have
     * @param most the most bytes that it may have
     */
    public static Intake of(ContentCheck check, InputStream content, long least, long most) {
        return new Intake(check, content, least, most);
    }

    /** Length of the content in bytes, or {@link #UNKNOWN}. */
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
     * @throws S3Exception when a claim does not hold, or there are too many bytes or too few
     */
    public ContentDigests pour(S3Request request, Sink sink) throws IOException {
        byte[] buffer = new byte[length < 0 ? BUFFER_BYTES : Math.clamp(length, 1, BUFFER_BYTES)];
        InputStream raw = content.isPresent() ? content.get() : request.call().body();
        try (ContentStream checked = check.open(raw)) {
            long total = 0;
            for (int n; (n = checked.read(buffer, 0, buffer.length)) >= 0; ) {
                total += n;
                if (total > most) {
                    throw new S3Exception(S3Error.ENTITY_TOO_LARGE)
                            .with("ProposedSize", Long.toString(total))
                            .with("MaxSizeAllowed", Long.toString(most));
                }
                sink.write(buffer, 0, n);
            }
            if (total < least) {
                throw new S3Exception(S3Error.ENTITY_TOO_SMALL)
                        .with("ProposedSize", Long.toString(total))
                        .with("MinSizeAllowed", Long.toString(least));
            }
            return checked.finish();
        }
    }
}
