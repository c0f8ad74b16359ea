package io.slime.gateway.s3.object;

import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.OwnedVersion;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.HttpDate;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** GetObjectAttributes. Of the parts it tells how many they are. */
public final class GetObjectAttributes implements S3Operation {
    private static final String HEADER = "x-amz-object-attributes";
    private static final Set<String> KNOWN = Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");

    private final BucketAccess access;

    /** Looks at the objects that a caller has access to. */
    public GetObjectAttributes(BucketAccess access) {
        this.access = access;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        OwnedVersion found = access.object(request, Versions.named(request));
        Set<String> wanted = wanted(request);
        ObjectVersion version = found.version();
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
            xml.open("ObjectParts").number("PartsCount", version.parts()).close();
        }
        if (wanted.contains("StorageClass")) {
            xml.text("StorageClass", version.description().storageClass());
        }
        if (wanted.contains("ObjectSize")) {
            xml.number("ObjectSize", version.size());
        }
        request.answer(xml);
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
