package io.slime.gateway.s3.object;

import io.slime.gateway.object.OwnedVersion;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Tags;
import java.io.IOException;

/** GetObjectTagging. */
public final class GetObjectTagging implements S3Operation {
    private final BucketAccess access;

    /** Looks at the objects that a caller has access to. */
    public GetObjectTagging(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        OwnedVersion found = access.object(request, Versions.named(request));
        Versions.show(found.versioned(), found.version().versionId(), request);
        request.answer(Tags.document(found.version().tags()));
    }
}
