package io.slime.gateway.s3.object;

import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

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
        access.owned(request);
        Versions.check(request);
        objects.head(request.path());
        request.answer(XmlWriter.of("Tagging").open("TagSet"));
    }
}
