package io.slime.gateway.s3.object;

import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.OwnedVersion;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Optional;

/** HeadObject: what GetObject would say, without the bytes; asks no store. */
public final class HeadObject implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;
    private final ExpirationHeader expirations;

    /** Looks at these objects. */
    public HeadObject(Objects objects, BucketAccess access, ExpirationHeader expirations) {
        this.objects = objects;
        this.access = access;
        this.expirations = expirations;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Optional<String> versionId = Versions.named(request);
        VersionHeaders.checkOverrides(request);
        OwnedVersion found = access.object(request, versionId);
        ObjectVersion version = found.version();
        Versions.show(found.versioned(), version.versionId(), request);
        if (versionId.isEmpty()) {
            expirations.show(request, version);
        }
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
