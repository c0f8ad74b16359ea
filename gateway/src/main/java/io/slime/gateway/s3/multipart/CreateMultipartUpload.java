package io.slime.gateway.s3.multipart;

import io.slime.gateway.bucket.DefaultEncryption;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.multipart.NewUpload;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.s3.body.ChecksumAlgorithm;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.object.Described;
import io.slime.gateway.s3.object.ExpirationHeader;
import io.slime.gateway.s3.operation.AclHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.LockHeaders;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.Tags;
import io.slime.gateway.s3.operation.Title;
import io.slime.gateway.s3.operation.UploadSaid;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/** CreateMultipartUpload. */
public final class CreateMultipartUpload implements S3Operation {
    private static final String ALGORITHM = "x-amz-checksum-algorithm";
    private static final String TYPE = "x-amz-checksum-type";

    private final Uploads uploads;
    private final DefaultEncryption defaults;
    private final BucketAccess access;
    private final AclHeaders acls;
    private final LockHeaders locks;
    private final ExpirationHeader expirations;

    /** Creates these uploads. */
    public CreateMultipartUpload(
            Uploads uploads,
            DefaultEncryption defaults,
            BucketAccess access,
            AclHeaders acls,
            LockHeaders locks,
            ExpirationHeader expirations) {
        this.uploads = uploads;
        this.defaults = defaults;
        this.access = access;
        this.acls = acls;
        this.locks = locks;
        this.expirations = expirations;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketAccess.Entered in = access.entered(request);
        Title title = Title.of(request, in.gate(), acls);
        String bucket = in.bucket().name().text();
        HttpHeaders headers = request.headers();
        Described described = Described.parse(headers);
        Optional<ChecksumAlgorithm> algorithm = headers.first(ALGORITHM).map(ChecksumAlgorithm::parse);
        Encryption encryption = EncryptionHeaders.ofWrite(request, defaults.of(bucket));
        NewUpload wanted = new NewUpload(
                request.path(),
                bucket,
                request.caller(),
                described.headers(),
                described.userMetadata(),
                Tags.ofHeader(headers),
                described.storageClass(),
                locks.ofWrite(headers, in.bucket()),
                algorithm.map(ChecksumAlgorithm::wireName),
                type(algorithm, headers.first(TYPE)),
                title.owner(),
                title.acl(),
                UploadSaid.of(headers));
        Upload upload = uploads.create(wanted, encryption);
        EncryptionHeaders.show(upload.key(), request);
        expirations.show(request, upload);
        upload.checksumAlgorithm().ifPresent(name -> request.call().setHeader(ALGORITHM, name));
        upload.checksumType().ifPresent(type -> request.call().setHeader(TYPE, type.name()));
        request.answer(XmlWriter.of("InitiateMultipartUploadResult")
                .text("Bucket", bucket)
                .text("Key", request.key())
                .text("UploadId", upload.uploadId()));
    }

    /** What the object's checksum will be over (S3 User Guide, "Checking object integrity"). */
    private static Optional<Checksums.Type> type(Optional<ChecksumAlgorithm> algorithm, Optional<String> asked) {
        if (algorithm.isEmpty()) {
            if (asked.isPresent()) {
                throw S3Exception.invalidRequest(
                        "The " + TYPE + " header can only be used with the " + ALGORITHM + " header.");
            }
            return Optional.empty();
        }
        boolean always = algorithm.get() == ChecksumAlgorithm.CRC64NVME;
        Checksums.Type type = asked.map(CreateMultipartUpload::type)
                .orElse(always ? Checksums.Type.FULL_OBJECT : Checksums.Type.COMPOSITE);
        boolean possible = type == Checksums.Type.FULL_OBJECT ? algorithm.get().combines() : !always;
        if (!possible) {
            throw S3Exception.invalidRequest("The " + type + " checksum type cannot be used with the "
                    + algorithm.get().wireName() + " checksum algorithm.");
        }
        return Optional.of(type);
    }

    private static Checksums.Type type(String text) {
        return switch (text) {
            case "COMPOSITE" -> Checksums.Type.COMPOSITE;
            case "FULL_OBJECT" -> Checksums.Type.FULL_OBJECT;
            default -> throw S3Exception.invalidRequest("Value for " + TYPE + " header is invalid.");
        };
    }
}
