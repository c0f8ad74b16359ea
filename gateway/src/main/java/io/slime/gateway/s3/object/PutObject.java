package io.slime.gateway.s3.object;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.s3.body.ChecksumAlgorithm;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.body.ContentDigests;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Intake;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Tags;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** PutObject. An object for which no checksum is sent gets a CRC64NVME, as S3 gives it one. */
public final class PutObject implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;
    private final LockHeaders locks;

    /** Puts these objects. */
    public PutObject(Objects objects, BucketAccess access, LockHeaders locks) {
        this.objects = objects;
        this.access = access;
        this.locks = locks;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        put(request, Intake::new);
        request.answer(200);
    }

    /** Puts what the intake brings, and says in the answer what it became. */
    ObjectVersion put(S3Request request, Function<ContentCheck, Intake> intakes) throws IOException {
        Bucket bucket = access.owned(request);
        Described described = Described.parse(request.headers());
        Map<String, String> tags = Tags.ofHeader(request.headers());
        ContentCheck asked = ContentCheck.of(request.headers(), request.identity());
        ObjectLock lock = locks.ofWrite(request.headers(), bucket);
        if (!lock.isEmpty() && !asked.hasClaim()) {
            throw S3Exception.invalidRequest("Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object"
                    + " requests with Object Lock parameters");
        }
        ContentCheck check = asked.algorithm().isPresent() ? asked : asked.computing(ChecksumAlgorithm.CRC64NVME);
        Intake intake = intakes.apply(check);
        PutRequest put = new PutRequest(
                request.path(),
                Optional.of(bucket.name().text()),
                intake.length(),
                Conditions.ofWrite(request.headers()));
        ObjectVersion version;
        try (ObjectWriter writer = objects.put(put)) {
            ContentDigests digests = intake.pour(request, writer::write);
            version = writer.publish(described.with(digests, request), tags, lock);
        }
        Versions.show(bucket, version.versionId(), request);
        request.call()
                .setHeader("ETag", VersionHeaders.quoted(version.description().etag()));
        ChecksumFields.headers(version.description().checksums(), request.call()::setHeader);
        return version;
    }
}
