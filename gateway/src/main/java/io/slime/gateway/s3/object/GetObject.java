package io.slime.gateway.s3.object;

import io.slime.gateway.failure.StorageException;
import io.slime.gateway.http.HttpCall;
import io.slime.gateway.object.ObjectReader;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.OwnedVersion;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import java.io.IOException;
import java.util.Optional;

/** GetObject: the whole, a range, or a part. Headers go out when the first bytes are in hand. */
public final class GetObject implements S3Operation {
    /** How often a version may be replaced between finding and reading it before the client is told to try again. */
    private static final int MAX_ATTEMPTS = 4;

    private final Objects objects;
    private final BucketAccess access;
    private final ExpirationHeader expirations;

    /** Reads these objects. */
    public GetObject(Objects objects, BucketAccess access, ExpirationHeader expirations) {
        this.objects = objects;
        this.access = access;
        this.expirations = expirations;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Optional<String> versionId = Versions.named(request);
        VersionHeaders.checkOverrides(request);
        for (int attempt = 1; ; attempt++) {
            OwnedVersion found = access.object(request, versionId);
            ObjectVersion version = found.version();
            Versions.show(found.versioned(), version.versionId(), request);
            if (versionId.isEmpty()) {
                expirations.show(request, version);
            }
            try {
                answer(request, Reading.of(request, version, objects));
                return;
            } catch (Reading.NotModified e) {
                e.answer(request);
                return;
            } catch (StorageException.ConcurrentConflict e) {
                if (attempt == MAX_ATTEMPTS || request.call().begun()) {
                    throw e;
                }
            }
        }
    }

    private void answer(S3Request request, Reading reading) throws IOException {
        Selection selection = reading.selection();
        if (selection.length() == 0) {
            reading.describe(request);
            request.call().begin(selection.status(), 0).finish();
            return;
        }
        try (ObjectReader reader =
                objects.read(reading.version(), selection.from(), selection.length(), reading.key())) {
            reading.describe(request);
            HttpCall.Output out = request.call().begin(selection.status(), selection.length());
            reader.transferTo(out);
            out.finish();
        }
    }
}
