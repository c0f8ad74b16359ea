package io.slime.gateway.s3.object;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/** GetObjectTagging: no object has tags, since none can be set. Clients ask before they copy a large object. */
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
        Bucket bucket = access.owned(request);
        Optional<String> versionId = Versions.named(request);
        Versions.show(bucket, objects.head(request.path(), versionId).versionId(), request);
        request.answer(XmlWriter.of("Tagging").open("TagSet"));
    }
}
