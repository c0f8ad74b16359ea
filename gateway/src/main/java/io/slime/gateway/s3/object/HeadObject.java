package io.slime.gateway.s3.object;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Optional;

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
        Optional<ObjectVersion> found = access.object(request, objects);
        Versions.check(request);
        ObjectVersion version = found.orElseThrow(() -> new StorageException.NoSuchKey(request.path()));
        try {
            Reading reading = Reading.of(request, version, objects);
            reading.describe(request);
            Selection selection = reading.selection();
            request.call().begin(selection.status(), selection.length()).finish();
        } catch (Reading.NotModified e) {
            e.answer(request);
        }
    }
}
