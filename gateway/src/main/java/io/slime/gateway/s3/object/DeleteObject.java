package io.slime.gateway.s3.object;

import io.slime.gateway.object.DeleteResult;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.Preconditions;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Optional;

/** DeleteObject. What is not there is deleted too. A version that is named goes for good. */
public final class DeleteObject implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;

    /** Deletes these objects. */
    public DeleteObject(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        String bucket = access.owned(request).name().text();
        Optional<String> versionId = Versions.named(request);
        Preconditions preconditions = Conditions.ofDelete(request.headers());
        DeleteResult result = versionId.isPresent()
                ? objects.deleteVersion(
                        request.path(), versionId.get(), LockHeaders.bypasses(request.headers()), preconditions)
                : objects.delete(request.path(), Optional.of(bucket), preconditions);
        result.versionId().ifPresent(id -> request.call().setHeader("x-amz-version-id", id));
        if (result.deleteMarker()) {
            request.call().setHeader("x-amz-delete-marker", "true");
        }
        request.answer(204);
    }
}
