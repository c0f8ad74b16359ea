package io.slime.gateway.s3.listing;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.Objects;
import io.slime.gateway.object.VersionList;
import io.slime.gateway.object.VersionListRequest;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.KeyEncoding;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Operation;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.util.Optional;

/** ListObjectVersions: versions and delete markers by key, newest first. */
public final class ListObjectVersions implements S3Operation {
    private static final int MAX_KEYS = 1000;
    private static final String VERSION_MARKER = "version-id-marker";

    private final Objects objects;
    private final BucketAccess access;
    private final Owners owners;

    /** Lists these objects. */
    public ListObjectVersions(Objects objects, BucketAccess access, Owners owners) {
        this.objects = objects;
        this.access = access;
        this.owners = owners;
    }

    @Override
    public void serve(S3Request request) throws IOException {
        BucketAccess.Entered in = access.entered(request);
        Bucket bucket = in.bucket();
        int maxKeys = request.number("max-keys", MAX_KEYS, MAX_KEYS);
        KeyEncoding encoding = KeyEncoding.of(request);
        Optional<String> keyMarker = request.parameter("key-marker");
        Optional<String> versionMarker = request.parameter(VERSION_MARKER);
        if (request.query().first(VERSION_MARKER).filter(String::isEmpty).isPresent() && keyMarker.isPresent()) {
            throw S3Exception.invalidArgument("A version-id marker cannot be empty.", VERSION_MARKER, "");
        }
        if (versionMarker.isPresent() && keyMarker.isEmpty()) {
            throw S3Exception.invalidArgument(
                    "A version-id marker cannot be specified without a key marker.",
                    VERSION_MARKER,
                    versionMarker.get());
        }
        Optional<String> delimiter = request.parameter("delimiter");
        String prefix = request.parameter("prefix").orElse("");
        VersionList page = objects.listVersions(
                new VersionListRequest(bucket.name().text(), prefix, delimiter, keyMarker, versionMarker, maxKeys));
        XmlWriter xml = XmlWriter.of("ListVersionsResult")
                .text("Name", bucket.name().text())
                .text("Prefix", encoding.shown(prefix))
                .text("KeyMarker", encoding.shown(keyMarker.orElse("")))
                .text("VersionIdMarker", versionMarker.orElse(""));
        page.nextKey().ifPresent(key -> xml.text("NextKeyMarker", encoding.shown(key)));
        page.nextVersion().ifPresent(id -> xml.text("NextVersionIdMarker", id));
        xml.number("MaxKeys", maxKeys);
        delimiter.ifPresent(d -> xml.text("Delimiter", encoding.shown(d)));
        encoding.type().ifPresent(type -> xml.text("EncodingType", type));
        xml.flag("IsTruncated", page.nextKey().isPresent());
        Owners.Shown shown = owners.shown();
        for (VersionList.Entry entry : page.entries()) {
            write(
                    xml,
                    entry,
                    encoding,
                    owner -> shown.write(xml, "Owner", in.gate().ownerOf(owner)));
        }
        request.answer(xml);
    }

    /** Writes an owner by canonical id; empty stands for the bucket's. */
    @FunctionalInterface
    private interface OwnerElement {
        void write(String owner);
    }

    private static void write(XmlWriter xml, VersionList.Entry entry, KeyEncoding encoding, OwnerElement owner) {
        switch (entry) {
            case VersionList.Version(VersionList.Identity identity, long size, Description description) -> {
                identity(xml.open("Version"), identity, encoding).etag(description.etag());
                checksums(xml, description.checksums());
                xml.number("Size", size).text("StorageClass", description.storageClass());
                owner.write(description.nativeWrite() ? "" : description.owner());
                xml.close();
            }
            case VersionList.DeleteMarker(VersionList.Identity identity) -> {
                identity(xml.open("DeleteMarker"), identity, encoding);
                owner.write("");
                xml.close();
            }
            case VersionList.CommonPrefix(String prefix) ->
                xml.open("CommonPrefixes")
                        .text("Prefix", encoding.shown(prefix))
                        .close();
        }
    }

    private static XmlWriter identity(XmlWriter xml, VersionList.Identity identity, KeyEncoding encoding) {
        return xml.text("Key", encoding.shown(identity.key()))
                .text("VersionId", identity.versionId())
                .flag("IsLatest", identity.latest())
                .time("LastModified", identity.modified());
    }

    private static void checksums(XmlWriter xml, Checksums checksums) {
        checksums.values().keySet().stream().sorted().forEach(name -> xml.text("ChecksumAlgorithm", name));
        if (!checksums.values().isEmpty()) {
            xml.text("ChecksumType", checksums.type().name());
        }
    }
}
