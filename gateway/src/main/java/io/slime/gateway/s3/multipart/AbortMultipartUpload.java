package io.slime.gateway.s3.multipart;

import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** AbortMultipartUpload. */
public final class AbortMultipartUpload implements S3Operation {
    private final Uploads uploads;
    private final BucketAccess access;

    /** Aborts these uploads. */
    public AbortMultipartUpload(Uploads uploads, BucketAccess access) {
        this.uploads = uploads;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        access.owned(request);
        uploads.abort(PartAddress.uploadId(request), request.path());
        request.answer(204);
    }
}
