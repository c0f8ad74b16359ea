package io.slime.gateway.s3.object;

import io.slime.gateway.object.Objects;
import io.slime.gateway.object.OwnedVersion;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Tags;
import java.io.IOException;

/** GetObjectTagging. */
public final class GetObjectTagging implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;

    /** Looks at these objects. */
    public GetObjectTagging(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        OwnedVersion found = access.object(request, objects, Versions.named(request));
        Versions.show(found.versioned(), found.version().versionId(), request);
        request.answer(Tags.document(found.version().tags()));
    }
}
