package io.slime.gateway.s3.object;

import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Said;
import io.slime.gateway.s3.operation.Tags;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** PutObjectTagging: replaces the tags of a version; nothing else of it changes. */
public final class PutObjectTagging implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;

    /** Tags these objects. */
    public PutObjectTagging(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Optional<String> versionId = Versions.named(request);
        Map<String, String> tags = access.understood(request, versionId, () -> Tags.ofObject(request));
        access.use(request, versionId, Said.of(tags), held -> {
            objects.setTags(held.version(), tags);
            Versions.show(held.gate().versioned(), held.version().versionId(), request);
        });
        request.answer(200);
    }
}
