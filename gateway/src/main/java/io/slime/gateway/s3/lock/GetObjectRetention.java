package io.slime.gateway.s3.lock;

import io.slime.gateway.object.ObjectLock;
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

/** GetObjectRetention: also one that is over. */
public final class GetObjectRetention implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;

    /** Shows these objects. */
    public GetObjectRetention(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        LockHeaders.demandLock(access.owned(request));
        ObjectLock.Retention retention = objects.head(request.path(), Versions.named(request))
                .lock()
                .retention()
                .orElseThrow(() -> new S3Exception(S3Error.NO_SUCH_OBJECT_LOCK_CONFIGURATION));
        request.answer(XmlWriter.of("Retention")
                .text("Mode", retention.mode().name())
                .time("RetainUntilDate", retention.until()));
    }
}
