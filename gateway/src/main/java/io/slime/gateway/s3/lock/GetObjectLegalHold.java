package io.slime.gateway.s3.lock;

import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.object.Versions;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** GetObjectLegalHold: also one that was lifted. */
public final class GetObjectLegalHold implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;

    /** Shows these objects. */
    public GetObjectLegalHold(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        LockHeaders.demandLock(access.owned(request));
        boolean held = objects.head(request.path(), Versions.named(request))
                .lock()
                .legalHold()
                .orElseThrow(() -> new S3Exception(S3Error.NO_SUCH_OBJECT_LOCK_CONFIGURATION));
        request.answer(XmlWriter.of("LegalHold").text("Status", held ? "ON" : "OFF"));
    }
}
