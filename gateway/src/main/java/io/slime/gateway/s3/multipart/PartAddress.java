package io.slime.gateway.s3.multipart;

import io.slime.gateway.multipart.Part;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.S3Request;

/** The upload and the part that a request names. */
final class PartAddress {
    private static final String UPLOAD_ID = "uploadId";
    private static final String PART_NUMBER = "partNumber";

    private PartAddress() {}

    static String uploadId(S3Request request) {
        return request.query().first(UPLOAD_ID).orElse("");
    }

    /**
     * Lets only who began an upload add to it or complete it (S3 User Guide, "Multipart upload API and permissions"): what becomes of
     * it is theirs.
     *
     * @throws S3Exception {@code AccessDenied}
     */
    static void demandInitiator(S3Request request, Upload upload) {
        if (!upload.owner().equals(request.caller())) {
            throw new S3Exception(S3Error.ACCESS_DENIED);
        }
    }

    static int number(S3Request request) {
        String text = request.query().first(PART_NUMBER).orElse("");
        int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > Part.MAX_NUMBER) {
            throw S3Exception.invalidArgument(
                    "Part number must be an integer between 1 and 10000, inclusive", PART_NUMBER, text);
        }
        return number;
    }
}
