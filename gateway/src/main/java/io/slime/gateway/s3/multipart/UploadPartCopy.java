package io.slime.gateway.s3.multipart;

import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.multipart.Part;
import io.slime.gateway.multipart.PartCopy;
import io.slime.gateway.multipart.PartRequest;
import io.slime.gateway.multipart.PartWriter;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.body.ChecksumAlgorithm;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.ByteRange;
import io.slime.gateway.s3.object.ChecksumFields;
import io.slime.gateway.s3.object.CopyOrigin;
import io.slime.gateway.s3.object.RangeDigests;
import io.slime.gateway.s3.object.Rewriting;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.LongWork;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import io.slime.metadata.extent.ContentKey;
import java.io.IOException;
import java.util.Optional;

/** UploadPartCopy. The part shares the source's content, which is read for the part's digests unless they are known. */
public final class UploadPartCopy implements S3Operation {
    private static final String RANGE = "x-amz-copy-source-range";

    private final Uploads uploads;
    private final Objects objects;
    private final BucketAccess access;
    private final CopyOrigin origin;
    private final LongWork work;

    /** Copies parts of these objects into these uploads. */
    public UploadPartCopy(Uploads uploads, Objects objects, BucketAccess access, LongWork work) {
        this.uploads = uploads;
        this.objects = objects;
        this.access = access;
        this.origin = new CopyOrigin(objects, access);
        this.work = work;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        access.owned(request);
        int number = PartAddress.number(request);
        String uploadId = PartAddress.uploadId(request);
        Upload upload = uploads.find(uploadId, request.path());
        PartAddress.demandInitiator(request, upload);
        Optional<CustomerKey> key = EncryptionHeaders.ofPart(request, upload.key(), uploads.keys());
        ChecksumAlgorithm algorithm =
                upload.checksumAlgorithm().map(ChecksumAlgorithm::parse).orElse(ChecksumAlgorithm.CRC64NVME);
        Optional<String> range = request.headers().first(RANGE);
        Part part = work.await(
                request.call(),
                () -> origin.use(request, false, source -> {
                    ByteRange.Span span =
                            range.map(text -> span(text, source)).orElseGet(() -> new ByteRange.Span(0, source.size()));
                    if (span.length() > Part.MAX_SIZE) {
                        throw S3Exception.invalidRequest(
                                "The specified copy source is larger than the maximum allowable size"
                                        + " for a copy source: " + Part.MAX_SIZE);
                    }
                    PartRequest target = new PartRequest(uploadId, request.path(), number, span.length());
                    Optional<CustomerKey> sourceKey =
                            EncryptionHeaders.ofSource(request, source.content().key(), objects.keys());
                    if (!uploads.encryption(upload, key).shares(source.content().key())
                            || !uploads.shares(source, upload)) {
                        Goal goal = new Goal(upload, key, algorithm);
                        return rewritten(target, goal, new Rewriting(objects, source, sourceKey), span);
                    }
                    RangeDigests digests = RangeDigests.of(objects, source, span.start(), span.length(), algorithm);
                    return uploads.copyPart(new PartCopy(target, source, span.start(), digests.md5(), digests.kept()));
                }));
        EncryptionHeaders.show(upload.key(), request);
        XmlWriter xml = XmlWriter.of("CopyPartResult").etag(part.etag()).time("LastModified", part.modified());
        ChecksumFields.elements(part.checksums(), xml);
        request.answer(xml);
    }

    private Part rewritten(PartRequest target, Goal goal, Rewriting source, ByteRange.Span span) {
        try (PartWriter writer = uploads.part(target, goal.key())) {
            RangeDigests digests = source.pour(span.start(), span.length(), goal.algorithm(), writer::write);
            Optional<ContentKey.Scheme> scheme = goal.upload().key().map(ContentKey::scheme);
            return writer.publish(EncryptionHeaders.etag(scheme, digests.md5()), digests.kept());
        }
    }

    /** What a part is copied into. */
    private record Goal(Upload upload, Optional<CustomerKey> key, ChecksumAlgorithm algorithm) {}

    private static ByteRange.Span span(String text, ObjectVersion source) {
        if (!(ByteRange.parse(text).orElse(null) instanceof ByteRange.FromTo(long first, long last))
                || text.endsWith("-")) {
            throw S3Exception.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are"
                            + " the zero-based offsets of the first and last bytes to copy",
                    RANGE,
                    text);
        }
        if (last >= source.size()) {
            throw S3Exception.invalidArgument(
                    "Range specified is not valid for source object of size: " + source.size(), RANGE, text);
        }
        return new ByteRange.Span(first, last + 1);
    }
}
