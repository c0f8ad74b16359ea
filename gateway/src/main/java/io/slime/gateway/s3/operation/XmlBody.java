package io.slime.gateway.s3.operation;

import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.body.ContentStream;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.xml.XmlElement;
import java.io.IOException;

/** The body of a request that is a small document. */
public final class XmlBody {
    private static final int USUAL_BYTES = 64 * 1024;

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

    /**
     * Reads the whole body, of at most 64 KiB, as a document with that root.
     *
     * @throws S3Exception {@code MalformedXML}, or as {@link #read}
     */
    public static XmlElement root(S3Request request, String root) throws IOException {
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        return XmlElement.parse(read(request, check, USUAL_BYTES), root);
    }

    /**
     * The same of a document for which S3 wants a digest: what it says must not come to hold by an error of transmission.
     *
     * @throws S3Exception {@code InvalidRequest} if there is none, or as {@link #root}
     */
    public static XmlElement claimedRoot(S3Request request, String root) throws IOException {
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        demandClaim(check);
        return XmlElement.parse(read(request, check, USUAL_BYTES), root);
    }

    /**
     * Lets only requests pass that bring a digest of their body, in Content-MD5, a checksum header or a trailer.
     *
     * @throws S3Exception {@code InvalidRequest}
     */
    public static void demandClaim(ContentCheck check) {
        if (!check.hasClaim()) {
            throw S3Exception.invalidRequest(
                    "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }
    }

    private static S3Exception tooLong(int most) {
        return new S3Exception(S3Error.MAX_MESSAGE_LENGTH_EXCEEDED)
                .with("MaxMessageLengthBytes", Integer.toString(most));
    }
}
