package io.slime.gateway.s3.object;

import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Said;
import java.io.IOException;
import java.util.Map;

/** DeleteObjectTagging. */
public final class DeleteObjectTagging implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;

    /** Takes tags off these objects. */
    public DeleteObjectTagging(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        access.use(request, Versions.named(request), Said.NOTHING, held -> {
            objects.setTags(held.version(), Map.of());
            Versions.show(held.gate().versioned(), held.version().versionId(), request);
        });
        request.answer(204);
    }
}
