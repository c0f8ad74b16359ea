package io.slime.gateway.s3.object;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
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
        Map<String, String> tags = Tags.ofObject(request);
        Bucket bucket = access.owned(request, tags);
        Versions.show(bucket, objects.setTags(request.path(), versionId, tags), request);
        request.answer(200);
    }
}
