package io.slime.gateway.multipart;

import io.slime.erasure.Redundancy;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.Versions;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.upload.UploadPart;
import io.slime.metadata.upload.UploadRow;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Uploads and parts as the database keeps them, and as this room knows them: both ways. */
final class UploadRows {
    /** Beginning of the names of facts that only the upload has. */
    private static final String SAID = "said.";

    private UploadRows() {}

    static UploadRow row(String id, NewUpload upload, Redundancy redundancy, Instant now) {
        Description description = new Description(
                "",
                Optional.empty(),
                upload.headers(),
                upload.userMetadata(),
                Checksums.NONE,
                upload.storageClass(),
                upload.objectOwner(),
                false,
                upload.acl());
        return new UploadRow(
                id,
                upload.bucket(),
                upload.path(),
                upload.owner(),
                now,
                said(upload.lock().marked(Versions.attributes(description)), upload.said()),
                upload.tags(),
                upload.lock().kept(),
                upload.checksumAlgorithm().map(name -> name.toLowerCase(Locale.ROOT)),
                upload.checksumType().map(Checksums.Type::name),
                redundancy,
                Optional.empty());
    }

    private static Attributes said(Attributes attributes, Map<String, String> said) {
        Attributes all = attributes;
        for (Map.Entry<String, String> each : said.entrySet()) {
            all = all.withFact(SAID + each.getKey(), each.getValue());
        }
        return all;
    }

    private static Map<String, String> said(Attributes attributes) {
        Map<String, String> said = new TreeMap<>();
        attributes.facts().forEach((name, value) -> {
            if (name.startsWith(SAID)) {
                said.put(name.substring(SAID.length()), value);
            }
        });
        return said;
    }

    static String storageClass(UploadRow row) {
        return row.attributes().fact(Attributes.STORAGE_CLASS).orElse(Description.STANDARD);
    }

    static Upload upload(UploadRow row) {
        return new Upload(
                row.id(),
                row.path(),
                row.owner(),
                row.initiated(),
                storageClass(row),
                row.checksumAlgorithm().map(name -> name.toUpperCase(Locale.ROOT)),
                row.checksumType().map(Checksums.Type::valueOf),
                row.tags(),
                ObjectLock.of(row.lock(), row.attributes()),
                said(row.attributes()),
                row.dataKey());
    }

    static Part part(UploadPart row) {
        return new Part(row.number(), row.size(), row.etag(), Versions.checksums(row.attributes()), row.modified());
    }

    static io.slime.metadata.upload.UploadListRequest request(UploadListRequest request) {
        int scope = request.bucket().length() + 1;
        return new io.slime.metadata.upload.UploadListRequest(
                request.bucket(),
                request.prefix().substring(scope),
                request.delimiter(),
                request.afterPath().map(path -> path.substring(scope)),
                request.afterUploadId(),
                request.limit());
    }

    static UploadPage page(UploadListRequest request, io.slime.metadata.upload.UploadPage page) {
        String scope = request.bucket() + "/";
        return new UploadPage(
                page.uploads().stream().map(UploadRows::upload).toList(),
                page.commonPrefixes().stream().map(scope::concat).toList(),
                page.nextKey().map(scope::concat),
                page.nextUpload());
    }
}
