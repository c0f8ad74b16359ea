package io.slime.gateway.s3.object;

import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.ObjectPart;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.OwnedVersion;
import io.slime.gateway.s3.encryption.EncryptionHeaders;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpDate;
import io.slime.gateway.s3.header.HttpHeaders;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** GetObjectAttributes. */
public final class GetObjectAttributes implements S3Operation {
    private static final String HEADER = "x-amz-object-attributes";
    private static final String MAX_PARTS_HEADER = "x-amz-max-parts";
    private static final String MARKER_HEADER = "x-amz-part-number-marker";
    private static final int MAX_PARTS = 1000;
    private static final Set<String> KNOWN = Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

    private final Objects objects;
    private final BucketAccess access;

    /** Looks at the objects that a caller has access to. */
    public GetObjectAttributes(Objects objects, BucketAccess access) {
        this.objects = objects;
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        OwnedVersion found = access.object(request, Versions.named(request));
        Set<String> wanted = wanted(request);
        ObjectVersion version = found.version();
        EncryptionHeaders.ofRead(request, version.content().key(), objects.keys());
        Versions.show(found.versioned(), version.versionId(), request);
        request.call().setHeader("Last-Modified", HttpDate.format(version.modified()));
        XmlWriter xml = XmlWriter.of("GetObjectAttributesResponse");
        if (wanted.contains("ETag")) {
            xml.text("ETag", version.description().etag());
        }
        Checksums checksums = version.description().checksums();
        if (wanted.contains("Checksum") && !checksums.values().isEmpty()) {
            xml.open("Checksum");
            ChecksumFields.elements(checksums, xml);
            ChecksumFields.type(checksums, xml);
            xml.close();
        }
        if (wanted.contains("ObjectParts") && version.parts() > 0) {
            parts(version, request, xml);
        }
        if (wanted.contains("StorageClass")) {
            xml.text("StorageClass", version.description().storageClass());
        }
        if (wanted.contains("ObjectSize")) {
            xml.number("ObjectSize", version.size());
        }
        request.answer(xml);
    }

    private void parts(ObjectVersion version, S3Request request, XmlWriter xml) {
        int most = number(request.headers(), MAX_PARTS_HEADER, MAX_PARTS);
        int marker = number(request.headers(), MARKER_HEADER, 0);
        List<ObjectPart> page = objects.parts(version, marker, Math.min(most, MAX_PARTS) + 1);
        boolean more = page.size() > Math.min(most, MAX_PARTS);
        List<ObjectPart> shown = more ? page.subList(0, Math.min(most, MAX_PARTS)) : page;
        xml.open("ObjectParts")
                .flag("IsTruncated", more && !shown.isEmpty())
                .number("MaxParts", most)
                .number(
                        "NextPartNumberMarker",
                        shown.isEmpty() ? 0 : shown.getLast().number());
        for (ObjectPart part : shown) {
            xml.open("Part");
            ChecksumFields.elements(part.checksums(), xml);
            xml.number("PartNumber", part.number())
                    .number("Size", part.length())
                    .close();
        }
        xml.number("PartNumberMarker", marker)
                .number("PartsCount", version.parts())
                .close();
    }

    private static int number(HttpHeaders headers, String name, int fallback) {
        Optional<String> text = headers.first(name);
        if (text.filter(value -> !value.matches("[0-9]{1,9}")).isPresent()) {
            throw S3Exception.invalidArgument(
                    "Provided " + name + " not an integer or within integer range", name, text.get());
        }
        return text.map(Integer::parseInt).orElse(fallback);
    }

    private static Set<String> wanted(S3Request request) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String value : request.headers().all(HEADER)) {
            List.of(value.split(",", -1)).forEach(name -> wanted.add(name.strip()));
        }
        if (wanted.isEmpty() || !KNOWN.containsAll(wanted)) {
            throw S3Exception.invalidArgument("Invalid attribute name specified.", HEADER, String.join(",", wanted));
        }
        return wanted;
    }
}
