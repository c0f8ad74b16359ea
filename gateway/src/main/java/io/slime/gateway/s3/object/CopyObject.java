package io.slime.gateway.s3.object;

import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.CopyRequest;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.PutRequest;
import io.slime.gateway.s3.body.ChecksumAlgorithm;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.header.StandardHeaders;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.Intake;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.LongWork;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Said;
import io.slime.gateway.s3.operation.Tags;
import io.slime.gateway.s3.operation.Title;
import io.slime.gateway.s3.xml.XmlWriter;
import io.slime.metadata.publish.InBucket;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * CopyObject. The copy shares the source's content, unless it is to be encrypted or coded otherwise; the source is read only for a checksum that is asked for and not known.
 * So its ETag is the source's, also where that was uploaded in parts.
 */
public final class CopyObject implements S3Operation {
    private static final String METADATA = "x-amz-metadata-directive";
    private static final String TAGGING = "x-amz-tagging-directive";
    private static final String ALGORITHM = "x-amz-checksum-algorithm";

    private final Objects objects;
    private final BucketAccess access;
    private final AclHeaders acls;
    private final LockHeaders locks;
    private final ExpirationHeader expirations;
    private final CopyOrigin origin;
    private final LongWork work;

    /** Copies these objects. */
    public CopyObject(
            Objects objects,
            BucketAccess access,
            AclHeaders acls,
            LockHeaders locks,
            ExpirationHeader expirations,
            LongWork work) {
        this.objects = objects;
        this.access = access;
        this.acls = acls;
        this.locks = locks;
        this.expirations = expirations;
        this.origin = new CopyOrigin(objects, access);
        this.work = work;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        boolean keepsTags = !replaces(request.headers(), TAGGING);
        Copied copied = work.await(
                request.call(), () -> origin.use(request, keepsTags, source -> copied(request, source, keepsTags)));
        ObjectVersion copy = copied.version();
        Versions.show(copied.versioned(), copy.versionId(), request);
        expirations.show(request, copy);
        EncryptionHeaders.show(copy.content().key(), request);
        XmlWriter xml =
                XmlWriter.of("CopyObjectResult").etag(copy.description().etag()).time("LastModified", copy.modified());
        ChecksumFields.type(copy.description().checksums(), xml);
        ChecksumFields.elements(copy.description().checksums(), xml);
        request.answer(xml);
    }

    /** The copy, and whether its bucket keeps old versions, or ever did. */
    private record Copied(ObjectVersion version, boolean versioned) {}

    /** Copies a source that may be read; who may write the copy is asked now, since that may depend on the tags it will have. */
    private Copied copied(S3Request request, ObjectVersion source, boolean keepsTags) {
        HttpHeaders headers = request.headers();
        Map<String, String> tags = keepsTags ? source.tags() : Tags.ofHeader(headers);
        BucketAccess.Entered in = access.entered(request, Said.of(tags));
        Gate gate = in.gate();
        Title title = Title.of(request, gate, acls);
        boolean replaces = replaces(headers, METADATA);
        Described described = Described.parse(headers);
        Optional<ChecksumAlgorithm> algorithm = headers.first(ALGORITHM).map(ChecksumAlgorithm::parse);
        ObjectLock lock = locks.ofWrite(headers, in.bucket());
        Encryption encryption = EncryptionHeaders.ofWrite(
                request, objects.defaults().of(gate.name().text()));
        PutRequest target = new PutRequest(
                request.path(),
                InBucket.of(in.bucket().id()),
                PutRequest.UNKNOWN,
                Conditions.ofWrite(headers),
                Optional.of(encryption),
                described.storageClass());
        checkSize(source);
        checkChange(source, request, replaces);
        Optional<CustomerKey> key =
                EncryptionHeaders.ofSource(request, source.content().key(), objects.keys());
        Described replacement = replaces ? described : described.over(source.description());
        boolean shared = encryption.shares(source.content().key())
                && objects.shares(source, target.path(), target.storageClass());
        ObjectVersion copy = shared
                ? objects.copy(new CopyRequest(
                        source,
                        target.path(),
                        target.bucket(),
                        description(source, title, replacement, target.storageClass(), checksums(source, algorithm)),
                        tags,
                        lock,
                        target.preconditions()))
                : new Rewriting(objects, source, key)
                        .copy(
                                target,
                                digests ->
                                        description(source, title, replacement, target.storageClass(), digests.kept()),
                                tags,
                                lock,
                                algorithm);
        return new Copied(copy, gate.versioned());
    }

    private static boolean replaces(HttpHeaders headers, String directive) {
        String value = headers.first(directive).orElse("COPY");
        if (!value.equals("COPY") && !value.equals("REPLACE")) {
            throw S3Exception.invalidArgument("Unknown directive.", directive, value);
        }
        return value.equals("REPLACE");
    }

    private static void checkSize(ObjectVersion source) {
        if (source.size() > Intake.MAX_BYTES) {
            throw S3Exception.invalidRequest("The specified copy source is larger than the maximum allowable size for"
                    + " a copy source: " + Intake.MAX_BYTES);
        }
    }

    private static void checkChange(ObjectVersion source, S3Request request, boolean replaces) {
        boolean changes = replaces
                || request.headers().has("x-amz-storage-class")
                || request.headers().has(ALGORITHM)
                || request.headers().has(StandardHeaders.REDIRECT)
                || EncryptionHeaders.asked(request)
                || CopyOrigin.named(request).versionId().isPresent();
        if (source.path().equals(request.path()) && !changes) {
            throw S3Exception.invalidRequest("This copy request is illegal because it is trying to copy an object to"
                    + " itself without changing the object's metadata, storage class, website redirect location or"
                    + " encryption attributes.");
        }
    }

    private Checksums checksums(ObjectVersion source, Optional<ChecksumAlgorithm> algorithm) {
        if (algorithm.isEmpty()) {
            return source.description().checksums();
        }
        return RangeDigests.known(source.description().checksums(), algorithm.get())
                .map(known -> ChecksumFields.kept(Optional.of(known)))
                .orElseGet(() -> RangeDigests.of(objects, source, 0, source.size(), algorithm.get())
                        .kept());
    }

    private static Description description(
            ObjectVersion source, Title title, Described replacement, String storageClass, Checksums checksums) {
        Description old = source.description();
        return new Description(
                old.etag(),
                old.sha256(),
                replacement.headers(),
                replacement.userMetadata(),
                checksums,
                storageClass,
                title.owner(),
                false,
                title.acl());
    }
}
