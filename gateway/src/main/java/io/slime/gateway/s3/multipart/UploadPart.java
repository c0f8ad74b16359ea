package io.slime.gateway.s3.multipart;

import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.multipart.Part;
import io.slime.gateway.multipart.PartRequest;
import io.slime.gateway.multipart.PartWriter;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.s3.body.ChecksumAlgorithm;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.body.ContentDigests;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.object.ChecksumFields;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Intake;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.metadata.extent.ContentKey;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * UploadPart. A part for which no checksum is sent gets the one that the upload was created with, or a CRC64NVME; but where the
 * object's checksum is made of those of its parts, the client must send each.
 */
public final class UploadPart implements S3Operation {
    private final Uploads uploads;
    private final BucketAccess access;

    /** Takes parts of these uploads. */
    public UploadPart(Uploads uploads, BucketAccess access) {
        this.uploads = uploads;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        access.owned(request);
        int number = PartAddress.number(request);
        ContentCheck asked = ContentCheck.of(request.headers(), request.identity());
        String uploadId = PartAddress.uploadId(request);
        Upload upload = uploads.find(uploadId, request.path());
        PartAddress.demandInitiator(request, upload);
        Optional<CustomerKey> key = EncryptionHeaders.ofPart(request, upload.key(), uploads.keys());
        Intake intake = new Intake(checked(asked, upload));
        Part part;
        PartRequest wanted = new PartRequest(uploadId, request.path(), number, intake.length());
        try (PartWriter writer = uploads.part(wanted, key)) {
            ContentDigests digests = intake.pour(request, writer::write);
            part = writer.publish(
                    EncryptionHeaders.etag(upload.key().map(ContentKey::scheme), digests.md5()),
                    ChecksumFields.kept(digests.checksum()));
        }
        request.call().setHeader("ETag", "\"" + part.etag() + "\"");
        EncryptionHeaders.show(upload.key(), request);
        ChecksumFields.values(part.checksums(), request.call()::setHeader);
        request.answer(200);
    }

    private static ContentCheck checked(ContentCheck asked, Upload upload) {
        Optional<ChecksumAlgorithm> agreed = upload.checksumAlgorithm().map(ChecksumAlgorithm::parse);
        boolean composite =
                upload.checksumType().filter(Checksums.Type.COMPOSITE::equals).isPresent();
        if (asked.algorithm().isEmpty() && !composite) {
            return asked.computing(agreed.orElse(ChecksumAlgorithm.CRC64NVME));
        }
        if (agreed.isPresent() && !agreed.equals(asked.algorithm())) {
            throw S3Exception.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: " + lower(agreed)
                    + ", actual checksum Type: " + lower(asked.algorithm()));
        }
        return asked;
    }

    private static String lower(Optional<ChecksumAlgorithm> algorithm) {
        return algorithm.map(a -> a.wireName().toLowerCase(Locale.ROOT)).orElse("null");
    }
}
