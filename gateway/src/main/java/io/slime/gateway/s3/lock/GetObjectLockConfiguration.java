package io.slime.gateway.s3.lock;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.bucket.BucketRetention;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/** GetObjectLockConfiguration. */
public final class GetObjectLockConfiguration implements S3Operation {
    private final Buckets buckets;
    private final BucketAccess access;

    /** Shows these buckets. */
    public GetObjectLockConfiguration(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Bucket bucket = access.owned(request);
        if (!bucket.objectLock()) {
            throw new S3Exception(S3Error.OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR)
                    .with("BucketName", bucket.name().text());
        }
        XmlWriter xml = XmlWriter.of("ObjectLockConfiguration").text("ObjectLockEnabled", "Enabled");
        Optional<BucketRetention> retention = buckets.retention(bucket.name());
        if (retention.isPresent()) {
            xml.open("Rule")
                    .open("DefaultRetention")
                    .text("Mode", retention.get().mode().name());
            if (retention.get().days() > 0) {
                xml.number("Days", retention.get().days());
            } else {
                xml.number("Years", retention.get().years());
            }
            xml.close().close();
        }
        request.answer(xml);
    }
}
