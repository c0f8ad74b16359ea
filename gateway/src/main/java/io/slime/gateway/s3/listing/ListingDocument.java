package io.slime.gateway.s3.listing;

import io.slime.gateway.bucket.Bucket;
import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.ListRequest;
import io.slime.gateway.object.ListResult;
import io.slime.gateway.object.Objects;
import io.slime.gateway.s3.operation.BucketAccess;
import io.slime.gateway.s3.operation.Gate;
import io.slime.gateway.s3.operation.KeyEncoding;
import io.slime.gateway.s3.operation.Owners;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.util.Optional;

/** What the two listings of objects have in common. */
public final class ListingDocument {
    private static final int MAX_KEYS = 1000;

    private final Objects objects;
    private final BucketAccess access;
    private final Owners owners;

    /** Listings of these objects. */
    public ListingDocument(Objects objects, BucketAccess access, Owners owners) {
        this.objects = objects;
        this.access = access;
        this.owners = owners;
    }

    /**
     * One page, and how to show it.
     *
     * @param bucket the bucket
     * @param gate what the caller may do there
     * @param result the page
     * @param maxKeys the most entries it may have
     * @param encoding what keys go through before they are written
     */
    record Page(Bucket bucket, Gate gate, ListResult result, int maxKeys, KeyEncoding encoding) {
        /** The key after which the next page begins. */
        Optional<String> next() {
            // the page of no keys is the last one, as S3 has it
            return maxKeys == 0 ? Optional.empty() : result.next().map(this::key);
        }

        String key(String path) {
            return path.substring(bucket.name().prefix().length());
        }

        String shown(String path) {
            return encoding.shown(key(path));
        }
    }

    /** Reads the page of the request that begins after a key. */
    Page page(S3Request request, Optional<String> after) {
        BucketAccess.Entered in = access.entered(request);
        Bucket bucket = in.bucket();
        int maxKeys = request.number("max-keys", MAX_KEYS, MAX_KEYS);
        KeyEncoding encoding = KeyEncoding.of(request);
        ListResult result = objects.list(new ListRequest(
                bucket.name().path(request.parameter("prefix").orElse("")),
                request.parameter("delimiter"),
                after.map(bucket.name()::path),
                maxKeys));
        return new Page(bucket, in.gate(), result, maxKeys, encoding);
    }

    /** Begins a document with what every listing tells first. */
    XmlWriter begin(S3Request request, Page page) {
        XmlWriter xml = XmlWriter.of("ListBucketResult")
                .text("Name", page.bucket().name().text())
                .text(
                        "Prefix",
                        page.encoding().shown(request.parameter("prefix").orElse("")));
        request.parameter("delimiter")
                .ifPresent(d -> xml.text("Delimiter", page.encoding().shown(d)));
        xml.number("MaxKeys", page.maxKeys());
        page.encoding().type().ifPresent(type -> xml.text("EncodingType", type));
        return xml.flag("IsTruncated", page.next().isPresent());
    }

    /** Writes the entries. */
    void entries(XmlWriter xml, Page page, boolean withOwners) {
        Owners.Shown shown = owners.shown();
        for (ListResult.Entry entry : page.result().objects()) {
            xml.open("Contents")
                    .text("Key", page.shown(entry.path()))
                    .time("LastModified", entry.modified())
                    .etag(entry.etag());
            checksums(xml, entry.checksums());
            xml.number("Size", entry.size()).text("StorageClass", entry.storageClass());
            if (withOwners) {
                shown.write(xml, "Owner", page.gate().ownerOf(entry.owner()));
            }
            xml.close();
        }
        for (String prefix : page.result().commonPrefixes()) {
            xml.open("CommonPrefixes").text("Prefix", page.shown(prefix)).close();
        }
    }

    private static void checksums(XmlWriter xml, Checksums checksums) {
        if (checksums.values().size() > 1) {
            checksums.values().keySet().stream().sorted().forEach(name -> xml.text("ChecksumAlgorithm", name));
        } else {
            checksums.values().keySet().forEach(name -> xml.text("ChecksumAlgorithm", name));
        }
        if (!checksums.values().isEmpty()) {
            xml.text("ChecksumType", checksums.type().name());
        }
    }
}
