package io.slime.gateway.s3.object;

import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.ObjectWriter;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.s3.body.ChecksumAlgorithm;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.body.ContentDigests;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.Intake;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Tags;
import io.slime.gateway.s3.operation.Title;
import io.slime.metadata.publish.InBucket;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** PutObject. An object for which no checksum is sent gets a CRC64NVME, as S3 gives it one. */
public final class PutObject implements S3Operation {
    private final Objects objects;
    private final BucketAccess access;
    private final AclHeaders acls;
    private final LockHeaders locks;
    private final ExpirationHeader expirations;

    /** Puts these objects. */
    public PutObject(
            Objects objects, BucketAccess access, AclHeaders acls, LockHeaders locks, ExpirationHeader expirations) {
        this.objects = objects;
        this.access = access;
        this.acls = acls;
        this.locks = locks;
        this.expirations = expirations;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        put(request, Intake::new);
        request.answer(200);
    }

    /** Puts what the intake brings, and says in the answer what it became. */
    ObjectVersion put(S3Request request, Function<ContentCheck, Intake> intakes) throws IOException {
        BucketAccess.Entered in = access.entered(request);
        Gate gate = in.gate();
        Title title = Title.of(request, gate, acls);
        Described described = Described.parse(request.headers());
        Map<String, String> tags = Tags.ofHeader(request.headers());
        ContentCheck asked = ContentCheck.of(request.headers(), request.identity());
        ObjectLock lock = locks.ofWrite(request.headers(), in.bucket());
        if (!lock.isEmpty() && !asked.hasClaim()) {
            throw S3Exception.invalidRequest("Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object"
                    + " requests with Object Lock parameters");
        }
        ContentCheck check = asked.algorithm().isPresent() ? asked : asked.computing(ChecksumAlgorithm.CRC64NVME);
        Intake intake = intakes.apply(check);
        Encryption encryption = EncryptionHeaders.ofWrite(
                request, objects.defaults().of(gate.name().text()));
        PutRequest put = new PutRequest(
                request.path(),
                InBucket.of(in.bucket().id()),
                intake.length(),
                Conditions.ofWrite(request.headers()),
                Optional.of(encryption),
                described.storageClass());
        ObjectVersion version;
        try (ObjectWriter writer = objects.put(put)) {
            ContentDigests digests = intake.pour(request, writer::write);
            version = writer.publish(described.with(digests, encryption, title), tags, lock);
        }
        Versions.show(gate.versioned(), version.versionId(), request);
        expirations.show(request, version);
        request.call()
                .setHeader("ETag", VersionHeaders.quoted(version.description().etag()));
        ChecksumFields.headers(version.description().checksums(), request.call()::setHeader);
        EncryptionHeaders.show(version.content().key(), request);
        return version;
    }
}
