package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.body.ContentStream;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.io.IOException;

/** The body of a request that is a small document. */
public final class XmlBody {
    private XmlBody() {}

    /**
     * Reads the whole body and holds it against every claim about it.
     *
     * @param most the most bytes it may have
     * @throws S3Exception {@code MaxMessageLengthExceeded} if it is longer, or what {@link ContentStream#finish} throws
     */
    public static byte[] read(S3Request request, ContentCheck check, int most) throws IOException {
        if (check.length().orElse(0) > most) {
            throw tooLong(most);
        }
        try (ContentStream content = check.open(request.call().body())) {
            byte[] body = content.readNBytes(most);
            if (body.length == most && content.read() >= 0) {
                throw tooLong(most);
            }
            content.finish();
            return body;
        }
    }

    private static S3Exception tooLong(int most) {
        return new S3Exception(S3Error.MAX_MESSAGE_LENGTH_EXCEEDED)
                .with("MaxMessageLengthBytes", Integer.toString(most));
    }
}
