package io.slime.gateway.s3.body;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;

/** A body that must have its declared length: it never gives more, and fails with IncompleteBody when less comes. */
final class ExactLengthStream extends InputStream {
    private final InputStream raw;
    private long remaining;

    ExactLengthStream(InputStream raw, long length) {
        this.raw = raw;
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (remaining == 0 || len == 0) {
            return len == 0 ? 0 : -1;
        }
        int n = raw.read(b, off, (int) Math.min(len, remaining));
        if (n < 0) {
            throw new S3Exception(S3Error.INCOMPLETE_BODY);
        }
        remaining -= n;
        return n;
    }
}
