package io.slime.gateway.s3.multipart;

import io.slime.gateway.multipart.Part;
import io.slime.gateway.multipart.PartPage;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.object.ChecksumFields;
import io.slime.gateway.s3.object.ExpirationHeader;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;

/** ListParts. */
public final class ListParts implements S3Operation {
    private static final int MAX_PARTS = 1000;

    private final Uploads uploads;
    private final BucketAccess access;
    private final Owners owners;
    private final ExpirationHeader expirations;

    /** Lists parts of these uploads. */
    public ListParts(Uploads uploads, BucketAccess access, Owners owners, ExpirationHeader expirations) {
        this.uploads = uploads;
        this.access = access;
        this.owners = owners;
        this.expirations = expirations;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Gate gate = access.entered(request).gate();
        String bucket = gate.name().text();
        int most = request.number("max-parts", MAX_PARTS, MAX_PARTS);
        int marker = request.number("part-number-marker", 0, Part.MAX_NUMBER);
        PartPage page = uploads.listParts(PartAddress.uploadId(request), request.path(), marker, most);
        Upload upload = page.upload();
        EncryptionHeaders.checkUpload(
                request, upload.key(), upload.checksumAlgorithm().isPresent(), uploads.keys());
        expirations.show(request, upload);
        boolean empty = page.parts().isEmpty();
        XmlWriter xml = XmlWriter.of("ListPartsResult")
                .text("Bucket", bucket)
                .text("Key", request.key())
                .text("UploadId", upload.uploadId())
                .number("PartNumberMarker", marker)
                .number(
                        "NextPartNumberMarker",
                        empty ? 0 : page.parts().getLast().number())
                .number("MaxParts", most)
                .flag("IsTruncated", page.more() && !empty);
        upload.checksumAlgorithm().ifPresent(name -> xml.text("ChecksumAlgorithm", name));
        upload.checksumType().ifPresent(type -> xml.text("ChecksumType", type.name()));
        for (Part part : page.parts()) {
            xml.open("Part")
                    .number("PartNumber", part.number())
                    .time("LastModified", part.modified())
                    .etag(part.etag())
                    .number("Size", part.size());
            ChecksumFields.elements(part.checksums(), xml);
            xml.close();
        }
        Owners.Shown shown = owners.shown();
        shown.write(xml, "Initiator", upload.owner());
        shown.write(xml, "Owner", gate.ownerOf(upload.owner()));
        request.answer(xml.text("StorageClass", upload.storageClass()));
    }
}
