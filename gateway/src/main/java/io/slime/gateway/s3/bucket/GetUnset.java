package io.slime.gateway.s3.bucket;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** A read of a configuration that buckets cannot have here: it answers what S3 answers of a bucket without it. */
public final class GetUnset implements S3Operation {
    private final BucketAccess access;
    private final Answer answer;

    private GetUnset(BucketAccess access, Answer answer) {
        this.access = access;
        this.answer = answer;
    }

    private sealed interface Answer {
        record Document(String root) implements Answer {}

        record Page(String root) implements Answer {}

        record Missing(S3Error error) implements Answer {}
    }

    /** Of one that S3 shows as an empty document with that root. */
    public static S3Operation document(BucketAccess access, String root) {
        return new GetUnset(access, new Answer.Document(root));
    }

    /** Of the list of all of a kind: an empty last page with that root. */
    public static S3Operation page(BucketAccess access, String root) {
        return new GetUnset(access, new Answer.Page(root));
    }

    /** Of one for which S3 has this error. */
    public static S3Operation missing(BucketAccess access, S3Error error) {
        return new GetUnset(access, new Answer.Missing(error));
    }

    @Override
    public void serve(S3Request request) throws IOException {
        String bucket = access.owned(request).name().text();
        switch (answer) {
            case Answer.Document(String root) -> request.answer(XmlWriter.of(root));
            case Answer.Page(String root) -> request.answer(XmlWriter.of(root).flag("IsTruncated", false));
            case Answer.Missing(S3Error error) -> throw new S3Exception(error).with("BucketName", bucket);
        }
    }
}
