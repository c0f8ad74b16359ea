package io.slime.gateway.s3.lock;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.bucket.BucketRetention;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import java.io.IOException;
import java.util.Optional;

/** PutObjectLockConfiguration: gives a bucket that keeps old versions object lock, for good, and sets its default retention. */
public final class PutObjectLockConfiguration implements S3Operation {
    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_DAYS = 36_500;
    private static final int MAX_YEARS = 100;

    private final Buckets buckets;
    private final BucketAccess access;

    /** Configures these buckets. */
    public PutObjectLockConfiguration(Buckets buckets, BucketAccess access) {
        this.buckets = buckets;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Bucket bucket = access.owned(request);
        ContentCheck check = ContentCheck.of(request.headers(), request.identity());
        XmlBody.demandClaim(check);
        XmlElement body = XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "ObjectLockConfiguration");
        if (!body.required("ObjectLockEnabled").strip().equals("Enabled")) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        Optional<BucketRetention> retention = body.child("Rule").map(PutObjectLockConfiguration::retention);
        if (!buckets.setObjectLock(bucket.name(), retention)) {
            throw new S3Exception(
                    S3Error.INVALID_BUCKET_STATE,
                    "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
        }
        request.answer(200);
    }

    private static BucketRetention retention(XmlElement rule) {
        XmlElement retention = rule.child("DefaultRetention").orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML));
        Optional<String> days = retention.textOf("Days");
        Optional<String> years = retention.textOf("Years");
        if (days.isPresent() == years.isPresent()) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        return new BucketRetention(
                LockHeaders.mode(retention.required("Mode").strip())
                        .orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML)),
                days.map(text -> period(text, MAX_DAYS)).orElse(0),
                years.map(text -> period(text, MAX_YEARS)).orElse(0));
    }

    private static int period(String text, int most) {
        String number = text.strip();
        if (!number.matches("-?[0-9]{1,18}")) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        long period = Long.parseLong(number);
        if (period < 1) {
            throw new S3Exception(S3Error.INVALID_RETENTION_PERIOD);
        }
        if (period > most) {
            throw new S3Exception(S3Error.INVALID_RETENTION_PERIOD, "Default retention period is too large");
        }
        return (int) period;
    }
}
