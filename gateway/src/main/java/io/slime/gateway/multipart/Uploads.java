package io.slime.gateway.multipart;

import io.slime.erasure.Redundancy;
import io.slime.gateway.bucket.Quotas;
import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.cluster.Ticket;
import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.Contents;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.object.PlainWriter;
import io.slime.gateway.object.Publications;
import io.slime.metadata.Metadata;
import io.slime.metadata.bucket.BucketTable;
import io.slime.metadata.epoch.UuidV7;
import io.slime.metadata.extent.ContentKey;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.extent.Slice;
import io.slime.metadata.publish.Source;
import io.slime.metadata.upload.UploadRow;
import io.slime.metadata.upload.UploadTable;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The multipart uploads. A {@code path} that is not the upload's own is answered as if there were no such upload. */
public final class Uploads {
    private static final int ALL_PARTS = Part.MAX_NUMBER;

    private final UploadTable table;
    private final BucketTable buckets;
    private final Publications publications;
    private final Completions completions;
    private final Contents contents;
    private final Epochs epochs;
    private final UuidV7 ids;
    private final InstantSource clock;
    private final Quotas quotas;

    /**
     * The uploads in that database.
     *
     * @param clock tells when a part was kept, for the answer only
     */
    public Uploads(
            Metadata metadata, Publications publications, Contents contents, Epochs epochs, InstantSource clock) {
        this.table = metadata.uploads();
        this.buckets = metadata.buckets();
        this.publications = publications;
        this.completions = new Completions(metadata, publications, epochs);
        this.contents = contents;
        this.epochs = epochs;
        this.ids = new UuidV7(clock, new SecureRandom());
        this.clock = clock;
        this.quotas = new Quotas(metadata.quotas(), System::nanoTime);
    }

    /** The keys that parts are encrypted with. */
    public ContentKeys keys() {
        return contents.keys();
    }

    /**
     * Begins an upload.
     *
     * @throws StorageException.NoSuchBucket if the bucket does not exist
     * @throws StorageException.NoSuchStorageClass if that storage class is not configured
     */
    public Upload create(NewUpload upload) {
        return create(upload, Encryption.none());
    }

    /** The same of an object that is to be encrypted so, and each of its parts. */
    public Upload create(NewUpload upload, Encryption encryption) {
        String id = ids.next().toString().replace("-", "");
        Redundancy redundancy = contents.redundancy(upload.path(), upload.storageClass());
        UploadRow row = UploadRows.row(id, upload, redundancy, clock.instant())
                .with(contents.keys().make(encryption).map(ContentKeys.Fresh::sealed));
        return DatabaseCalls.ask(() -> table.create(row))
                .map(UploadRows::upload)
                .orElseThrow(() -> DatabaseCalls.ask(() -> buckets.find(upload.bucket()))
                        .<StorageException>map(_ -> new StorageException.NoSuchStorageClass(upload.storageClass()))
                        .orElseGet(() -> new StorageException.NoSuchBucket(upload.bucket())));
    }

    /**
     * The upload.
     *
     * @throws StorageException.NoSuchUpload if there is none of that id for that path
     */
    public Upload find(String uploadId, String path) {
        return UploadRows.upload(row(uploadId, path));
    }

    /**
     * Starts the write of a part.
     *
     * @throws StorageException.NoSuchUpload if there is no such upload
     * @throws StorageException.Unavailable if too few stores answer or have space
     */
    public PartWriter part(PartRequest request) {
        return part(request, Optional.empty());
    }

    /**
     * The same.
     *
     * @param customer the client's key, which is needed where the upload is encrypted with it
     * @throws StorageException.Refused if it is missing, is another one, or is not needed
     */
    public PartWriter part(PartRequest request, Optional<CustomerKey> customer) {
        UploadRow row = row(request.uploadId(), request.path());
        Encryption encryption = encryption(row.dataKey(), customer);
        quotas.admitPart(row.path(), request.knownLength());
        PlainWriter content = contents.open(
                row.path(),
                row.id() + "/" + request.number(),
                request.knownLength(),
                encryption,
                UploadRows.storageClass(row));
        return new PartWriter(new PartKeeper(publications, row, request.number(), clock), content);
    }

    /** Whether a part may share a version's content: the upload does not want another redundancy. */
    public boolean shares(ObjectVersion source, Upload upload) {
        return contents.shares(source, upload.path(), upload.storageClass());
    }

    /**
     * Makes a part of a range of a version; no byte is read or written.
     *
     * @throws StorageException.NoSuchUpload if there is no such upload
     * @throws StorageException.RangeUnsatisfiable if the range is not within the source
     * @throws StorageException.ConcurrentConflict if the source is gone by now
     */
    public Part copyPart(PartCopy copy) {
        PartRequest target = copy.target();
        UploadRow row = row(target.uploadId(), target.path());
        long size = copy.source().size();
        if (copy.from() < 0 || target.knownLength() < 0 || target.knownLength() > size - copy.from()) {
            throw new StorageException.RangeUnsatisfiable(size);
        }
        PartKeeper keeper = new PartKeeper(publications, row, target.number(), clock);
        try (Ticket ticket = epochs.take()) {
            Source source = target.knownLength() == 0
                    ? new Source.Fresh(new NewContent(ticket.content(), 0, List.of()))
                    : new Source.Sliced(
                            ticket.content(),
                            new Slice(copy.source().content().id(), copy.from(), target.knownLength()));
            return keeper.keep(source, copy.etag(), copy.checksums());
        }
    }

    /**
     * Makes an object of parts; its ETag is S3's {@code md5(md5s)-N}. The upload ends. Sent again with the same parts, because the
     * answer got lost, it is answered as before while the object is still the current one.
     *
     * @throws StorageException.NoSuchUpload if there is no such upload
     * @throws StorageException.InvalidPart if a named part is not there or is another one
     * @throws StorageException.InvalidPartOrder if the numbers do not ascend
     * @throws StorageException.PartTooSmall if a part but the last has less than {@link Part#MIN_SIZE}
     * @throws StorageException.PreconditionFailed if a precondition does not hold
     * @throws StorageException.PreconditionMissing if If-Match has nothing to match
     */
    public ObjectVersion complete(Completion request) {
        Optional<UploadRow> row = DatabaseCalls.ask(() -> table.find(request.uploadId()))
                .filter(found -> found.path().equals(request.path()));
        if (row.isEmpty()) {
            return completions.completedBefore(request);
        }
        try {
            return completions.complete(row.get(), request);
        } catch (StorageException.InvalidPart e) {
            if (DatabaseCalls.ask(() -> table.find(request.uploadId())).isPresent()) {
                throw e;
            }
            return completions.completedBefore(request);
        }
    }

    /**
     * Ends an upload without an object.
     *
     * @throws StorageException.NoSuchUpload if there is no such upload
     */
    public void abort(String uploadId, String path) {
        row(uploadId, path);
        if (!DatabaseCalls.ask(() -> table.abort(uploadId))) {
            throw new StorageException.NoSuchUpload(uploadId);
        }
    }

    /**
     * A page of parts.
     *
     * @param after go on after this part number; 0 to begin
     * @param limit most parts to return, in [0, 1000]
     * @throws StorageException.NoSuchUpload if there is no such upload
     */
    public PartPage listParts(String uploadId, String path, int after, int limit) {
        UploadRow row = row(uploadId, path);
        List<Part> parts =
                DatabaseCalls.ask(() -> table.parts(uploadId, after, Math.min(limit, ALL_PARTS) + 1)).stream()
                        .map(part -> UploadRows.part(part))
                        .toList();
        boolean more = parts.size() > limit;
        return new PartPage(UploadRows.upload(row), more ? parts.subList(0, limit) : parts, more);
    }

    /** A page of a bucket's uploads. */
    public UploadPage listUploads(UploadListRequest request) {
        return UploadRows.page(request, DatabaseCalls.ask(() -> table.list(UploadRows.request(request))));
    }

    /**
     * How the parts of an upload are encrypted.
     *
     * @param customer the client's key, which is needed where the upload is encrypted with it
     * @throws StorageException.Refused if it is missing or another one
     */
    public Encryption encryption(Upload upload, Optional<CustomerKey> customer) {
        return encryption(upload.key(), customer);
    }

    private Encryption encryption(Optional<ContentKey> shown, Optional<CustomerKey> customer) {
        if (shown.isEmpty()) {
            return Encryption.none();
        }
        contents.keys().open(shown.get(), customer);
        return shown.get().scheme() == ContentKey.Scheme.SERVER
                ? Encryption.server()
                : customer.<Encryption>map(Encryption.Customer::new).orElseThrow();
    }

    private UploadRow row(String uploadId, String path) {
        return DatabaseCalls.ask(() -> table.find(uploadId))
                .filter(found -> found.path().equals(path))
                .orElseThrow(() -> new StorageException.NoSuchUpload(uploadId));
    }
}
