package io.slime.gateway.s3.multipart;

import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.multipart.Upload;
import io.slime.gateway.multipart.UploadListRequest;
import io.slime.gateway.multipart.UploadPage;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.KeyEncoding;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/** ListMultipartUploads. */
public final class ListMultipartUploads implements S3Operation {
    private static final int MAX_UPLOADS = 1000;

    private final Uploads uploads;
    private final BucketAccess access;
    private final Owners owners;

    /** Lists these uploads. */
    public ListMultipartUploads(Uploads uploads, BucketAccess access, Owners owners) {
        this.uploads = uploads;
        this.access = access;
        this.owners = owners;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Gate gate = access.entered(request).gate();
        BucketName bucket = gate.name();
        KeyEncoding encoding = KeyEncoding.of(request);
        int most = request.number("max-uploads", MAX_UPLOADS, MAX_UPLOADS);
        Optional<String> keyMarker = request.parameter("key-marker");
        Optional<String> idMarker = request.parameter("upload-id-marker").filter(id -> keyMarker.isPresent());
        UploadPage page = uploads.listUploads(new UploadListRequest(
                bucket.text(),
                bucket.path(request.parameter("prefix").orElse("")),
                request.parameter("delimiter"),
                keyMarker.map(bucket::path),
                idMarker,
                most));
        boolean more = page.nextPath().isPresent() && most > 0;
        XmlWriter xml = XmlWriter.of("ListMultipartUploadsResult")
                .text("Bucket", bucket.text())
                .text("KeyMarker", encoding.shown(keyMarker.orElse("")))
                .text("UploadIdMarker", idMarker.orElse(""));
        if (more) {
            xml.text("NextKeyMarker", encoding.shown(key(bucket, page.nextPath().orElse(""))));
            page.nextUploadId().ifPresent(id -> xml.text("NextUploadIdMarker", id));
        }
        request.parameter("prefix").ifPresent(p -> xml.text("Prefix", encoding.shown(p)));
        request.parameter("delimiter").ifPresent(d -> xml.text("Delimiter", encoding.shown(d)));
        encoding.type().ifPresent(type -> xml.text("EncodingType", type));
        xml.number("MaxUploads", most).flag("IsTruncated", more);
        Owners.Shown shown = owners.shown();
        page.uploads().forEach(upload -> {
            xml.open("Upload")
                    .text("Key", encoding.shown(key(bucket, upload.path())))
                    .text("UploadId", upload.uploadId());
            shown.write(xml, "Initiator", upload.owner());
            shown.write(xml, "Owner", gate.ownerOf(upload.owner()));
            rest(xml, upload);
        });
        for (String prefix : page.commonPrefixes()) {
            xml.open("CommonPrefixes")
                    .text("Prefix", encoding.shown(key(bucket, prefix)))
                    .close();
        }
        request.answer(xml);
    }

    private static void rest(XmlWriter xml, Upload upload) {
        xml.text("StorageClass", upload.storageClass()).time("Initiated", upload.created());
        upload.checksumAlgorithm().ifPresent(name -> xml.text("ChecksumAlgorithm", name));
        upload.checksumType().ifPresent(type -> xml.text("ChecksumType", type.name()));
        xml.close();
    }

    private static String key(BucketName bucket, String path) {
        return path.substring(bucket.prefix().length());
    }
}
