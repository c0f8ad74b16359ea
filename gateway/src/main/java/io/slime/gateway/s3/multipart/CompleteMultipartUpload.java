package io.slime.gateway.s3.multipart;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.multipart.Completion;
import io.slime.gateway.multipart.Part;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.s3.body.ContentCheck;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.ETagList;
import io.slime.gateway.s3.object.ChecksumFields;
import io.slime.gateway.s3.object.Conditions;
import io.slime.gateway.s3.object.ExpirationHeader;
import io.slime.gateway.s3.object.Versions;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.operation.XmlBody;
import io.slime.gateway.s3.xml.XmlElement;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CompleteMultipartUpload. It answers at once, since no byte is moved. */
public final class CompleteMultipartUpload implements S3Operation {
    /** Ten thousand parts, each with a number, an ETag and checksums. */
    private static final int MAX_BODY_BYTES = 4 << 20;

    private static final String CHECKSUM = "Checksum";

    private final Uploads uploads;
    private final BucketAccess access;
    private final ExpirationHeader expirations;

    /** Completes these uploads. */
    public CompleteMultipartUpload(Uploads uploads, BucketAccess access, ExpirationHeader expirations) {
        this.uploads = uploads;
        this.access = access;
        this.expirations = expirations;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        Bucket bucket = access.owned(request);
        ContentCheck check = ContentCheck.ignoringChecksums(request.headers(), request.identity());
        XmlElement body = XmlElement.parse(XmlBody.read(request, check, MAX_BODY_BYTES), "CompleteMultipartUpload");
        List<Completion.NamedPart> parts =
                body.all("Part").stream().map(CompleteMultipartUpload::named).toList();
        if (parts.isEmpty() || parts.size() > Part.MAX_NUMBER) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        ObjectVersion version = uploads.complete(new Completion(
                PartAddress.uploadId(request),
                request.path(),
                parts,
                Conditions.ofWrite(request.headers()),
                (upload, chosen) -> {
                    PartAddress.demandInitiator(request, upload);
                    EncryptionHeaders.checkUpload(
                            request, upload.key(), upload.checksumAlgorithm().isPresent(), uploads.keys());
                    return new PartsChecksums(request.headers()).of(upload, chosen);
                }));
        Versions.show(bucket, version.versionId(), request);
        expirations.show(request, version);
        EncryptionHeaders.showServers(version.content().key(), request);
        XmlWriter xml = XmlWriter.of("CompleteMultipartUploadResult")
                .text("Location", location(request))
                .text("Bucket", bucket.name().text())
                .text("Key", request.key())
                .etag(version.description().etag());
        ChecksumFields.elements(version.description().checksums(), xml);
        ChecksumFields.type(version.description().checksums(), xml);
        request.answer(xml);
    }

    private static Completion.NamedPart named(XmlElement part) {
        String number = part.required("PartNumber").strip();
        if (!number.matches("[0-9]{1,9}")) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
        if (Integer.parseInt(number) < 1) {
            throw S3Exception.invalidArgument("PartNumber must be >= 1", "PartNumber", number);
        }
        Map<String, String> checksums = new HashMap<>();
        for (XmlElement child : part.children()) {
            if (child.name().startsWith(CHECKSUM)) {
                checksums.put(
                        child.name().substring(CHECKSUM.length()), child.text().strip());
            }
        }
        return new Completion.NamedPart(Integer.parseInt(number), ETagList.unquote(part.required("ETag")), checksums);
    }

    /** The URL of the object, by the way it was addressed. */
    private static String location(S3Request request) {
        String host = request.headers().first("host").orElse("");
        String scheme = request.call().secure() ? "https://" : "http://";
        String path = request.call().rawPath();
        return scheme + host + path;
    }
}
