package io.slime.gateway.s3.object;

import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;

/** HeadObject: what GetObject would say, without the bytes; asks no store. */
public final class HeadObject implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;

    /** Looks at these objects. */
    public HeadObject(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        access.owned(request);
        Versions.check(request);
        try {
            Reading reading = Reading.of(request, objects.head(request.path()), objects);
            reading.describe(request);
            Selection selection = reading.selection();
            request.call().begin(selection.status(), selection.length()).finish();
        } catch (Reading.NotModified e) {
            e.answer(request);
        }
    }
}
