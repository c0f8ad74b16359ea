package io.slime.gateway.object;

import io.slime.gateway.access.Acl;
import io.slime.gateway.access.AclText;
import io.slime.gateway.bucket.DefaultEncryption;
import io.slime.gateway.bucket.Quotas;
import io.slime.gateway.encryption.ContentKeys;
import io.slime.gateway.encryption.CustomerKey;
import io.slime.gateway.encryption.Encryption;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.Metadata;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.ExtentTable;
import io.slime.metadata.listing.ListEntry;
import io.slime.metadata.listing.ListPage;
import io.slime.metadata.listing.Listing;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Found;
import io.slime.metadata.publish.Facts;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects, by path: written, found, read, deleted, copied and listed. Every operation on a path is linearizable. */
public final class Objects {
    private final Publications publications;
    private final Locks locks;
    private final Renames renames;
    private final Listing listing;
    private final ExtentTable extents;
    private final Contents contents;
    private final DefaultEncryption defaults;
    private final Quotas quotas;

    /** Over that database, with contents written and read by these. */
    public Objects(Metadata metadata, Publications publications, Contents contents) {
        this.publications = publications;
        this.renames = new Renames(publications);
        this.locks = new Locks(metadata.locks());
        this.listing = metadata.listing();
        this.extents = metadata.extents();
        this.contents = contents;
        this.quotas = new Quotas(metadata.quotas(), System::nanoTime);
        this.defaults = new DefaultEncryption(metadata.buckets(), System::nanoTime);
    }

    /**
     * Starts a write. Preconditions are looked at early, and decided, as is whether the bucket exists, by
     * {@link ObjectWriter#publish}.
     *
     * @throws StorageException.PreconditionFailed if a precondition does not hold now
     * @throws StorageException.PreconditionMissing if there is nothing now that could match
     * @throws StorageException.NoSuchStorageClass if that is not configured
     * @throws StorageException.QuotaExceeded if its length is known and more than may come
     * @throws StorageException.Unavailable if too few stores answer or have space
     */
    public ObjectWriter put(PutRequest request) {
        publications.check(request.path(), request.preconditions());
        quotas.admit(request.path(), request.knownLength());
        return new ObjectWriter(
                request,
                contents.open(
                        request.path(),
                        "",
                        request.knownLength(),
                        request.encryption().orElseGet(() -> byDefault(request.path())),
                        request.storageClass()),
                publications);
    }

    private Encryption byDefault(String path) {
        return defaults.ofPath(path).encrypts() ? Encryption.server() : Encryption.none();
    }

    /** What buckets say about the encryption of what is written to them. */
    public DefaultEncryption defaults() {
        return defaults;
    }

    /** The keys that contents are encrypted with. */
    public ContentKeys keys() {
        return contents.keys();
    }

    /** The current version of a path; empty if there is none or a delete marker hides it. Does not ask for the bucket. */
    public Optional<ObjectVersion> find(String path) {
        return publications.find(path);
    }

    /** The same, with the bucket that it lies in. */
    public Optional<OwnedVersion> findOwned(String path) {
        return publications.findOwned(path);
    }

    /**
     * The current version of a path.
     *
     * @throws StorageException.NoSuchKey if there is none
     * @throws StorageException.DeleteMarker if a delete marker hides it
     */
    public ObjectVersion head(String path) {
        return head(path, Optional.empty());
    }

    /**
     * A version of a path: the one of that id, or else the current one.
     *
     * @throws StorageException.NoSuchKey if there is no current one
     * @throws StorageException.NoSuchVersion if there is none of that id
     * @throws StorageException.DeleteMarker if it is a delete marker
     */
    public ObjectVersion head(String path, Optional<String> versionId) {
        Found found = publications
                .found(path, versionId)
                .orElseThrow(() -> versionId
                        .<StorageException>map(id -> new StorageException.NoSuchVersion(path, id))
                        .orElseGet(() -> new StorageException.NoSuchKey(path)));
        return Versions.of(found)
                .orElseThrow(() -> new StorageException.DeleteMarker(
                        path, found.version().versionId(), found.version().modified(), versionId.isPresent()));
    }

    /**
     * Reads bytes [from, from + length) of a version. The first piece is in hand, verified, when this returns.
     *
     * @throws StorageException.RangeUnsatisfiable if the range is not within the version
     * @throws StorageException.Unavailable if too few stores answer
     * @throws StorageException.Unreadable if too few chunks are left
     * @throws StorageException.ConcurrentConflict if the version was replaced and its bytes reclaimed since it was found
     */
    public ObjectReader read(ObjectVersion version, long from, long length) {
        return read(version, from, length, Optional.empty());
    }

    /**
     * The same of a version that may be encrypted with a client's key.
     *
     * @param customer the key that the client sent
     * @throws StorageException.Refused if it is encrypted with a client's key, and that is not the one
     */
    public ObjectReader read(ObjectVersion version, long from, long length, Optional<CustomerKey> customer) {
        if (from < 0 || length < 0 || length > version.size() - from) {
            throw new StorageException.RangeUnsatisfiable(version.size());
        }
        return DatabaseCalls.ask(() -> contents.read(version.content(), from, length, customer));
    }

    /** Reads all of a version as it is in the stores: its ciphertext if it is encrypted. No key is needed. */
    public ObjectReader readStored(ObjectVersion version) {
        return DatabaseCalls.ask(() -> contents.raw(version.content()));
    }

    /** A part of a version that was written in parts; empty if it has no such part. Parts count from 1. */
    public Optional<ObjectPart> part(ObjectVersion version, int number) {
        if (version.parts() == 0 || version.size() == 0) {
            return number == 1
                    ? Optional.of(new ObjectPart(
                            1, 0, version.size(), version.description().checksums()))
                    : Optional.empty();
        }
        return DatabaseCalls.ask(() -> extents.part(version.content().id(), number))
                .map(Versions::part);
    }

    /**
     * Parts of a version that was written in parts, by number; those without bytes are left out.
     *
     * @param after those with higher numbers
     * @param limit most parts
     */
    public List<ObjectPart> parts(ObjectVersion version, int after, int limit) {
        return DatabaseCalls.ask(() -> extents.summaries(version.content().id(), after, limit)).stream()
                .map(Versions::part)
                .toList();
    }

    /**
     * Deletes the current version; asks no store. Deleting what is not there is no error.
     *
     * @param bucket the bucket that must exist, or empty for a native delete
     * @throws StorageException.NoSuchBucket if the bucket that must exist does not
     * @throws StorageException.PreconditionFailed if a precondition does not hold
     * @throws StorageException.PreconditionMissing if If-Match has nothing to match
     */
    public DeleteResult delete(String path, Optional<String> bucket, Preconditions preconditions) {
        PublishResult result = publications.publish(
                path,
                preconditions,
                Optional.empty(),
                precondition -> new Publish.Remove(path, bucket.isPresent(), precondition));
        PublishResult.Removed removed = (PublishResult.Removed) result;
        return new DeleteResult(
                removed.existed(),
                removed.marker().map(io.slime.metadata.object.ObjectVersion::versionId),
                removed.marker().isPresent());
    }

    /**
     * Removes one version for good, current or not; asks no store. Removing what is not there is no error.
     *
     * @param path bucket and key; the bucket must exist
     * @param bypassGovernance whether a GOVERNANCE retention does not stop it; who asks may do that
     * @param preconditions what must hold of that version
     * @throws StorageException.Locked if a lock keeps it
     * @throws StorageException.NoSuchBucket if the bucket does not exist
     * @throws StorageException.PreconditionFailed if a precondition does not hold
     * @throws StorageException.PreconditionMissing if If-Match has nothing to match
     */
    public DeleteResult deleteVersion(
            String path, String versionId, boolean bypassGovernance, Preconditions preconditions) {
        PublishResult.VersionRemoved removed = publications.remove(path, versionId, bypassGovernance, preconditions);
        return new DeleteResult(removed.existed(), Optional.of(versionId), removed.deleteMarker());
    }

    /**
     * Replaces the tags of a version.
     *
     * @throws StorageException.ConcurrentConflict if it is not there any more
     */
    public void setTags(ObjectVersion version, Map<String, String> tags) {
        if (publications.setTags(version, tags).isEmpty()) {
            throw Locks.gone(version);
        }
    }

    /**
     * Changes how long a version is retained.
     *
     * @param retention empty to retain it no more
     * @param bypassGovernance whether a GOVERNANCE retention that it has does not stop it; who asks may do that
     * @throws StorageException.Locked if the retention that it has does not allow it
     * @throws StorageException.RetentionOver if the time is over
     * @throws StorageException.Refused if the bucket has no object lock
     * @throws StorageException.ConcurrentConflict if it is not there any more
     */
    public void retain(ObjectVersion version, Optional<ObjectLock.Retention> retention, boolean bypassGovernance) {
        locks.retain(version, retention, bypassGovernance);
    }

    /**
     * Sets or lifts the legal hold of a version.
     *
     * @throws StorageException.Refused if the bucket has no object lock
     * @throws StorageException.ConcurrentConflict if it is not there any more
     */
    public void hold(ObjectVersion version, boolean held) {
        locks.hold(version, held);
    }

    /**
     * Replaces the access control list of a version.
     *
     * @throws StorageException.ConcurrentConflict if it is not there any more
     */
    public void setAcl(ObjectVersion version, Acl acl) {
        if (publications.setAcl(version, AclText.of(acl)).isEmpty()) {
            throw Locks.gone(version);
        }
    }

    /**
     * Demands that there is such a storage class.
     *
     * @throws StorageException.NoSuchStorageClass if that is not configured
     */
    public void demandClass(String storageClass) {
        contents.redundancy("", storageClass);
    }

    /**
     * Whether a copy of that storage class may share a version's content: it does not want another redundancy.
     *
     * @param path bucket and key of the copy
     * @throws StorageException.NoSuchStorageClass if that storage class is not configured
     */
    public boolean shares(ObjectVersion source, String path, String storageClass) {
        return contents.shares(source, path, storageClass);
    }

    /**
     * Makes a new version that shares the content of another, and its parts; no byte is read.
     *
     * @throws StorageException.ConcurrentConflict if the source is gone by now
     * @throws StorageException.NoSuchBucket if the bucket that must exist does not
     * @throws StorageException.PreconditionFailed if a precondition does not hold at the destination
     */
    public ObjectVersion copy(CopyRequest request) {
        Content content = request.source().content();
        ObjectLock lock = request.lock();
        Facts facts = new Facts(
                request.description().etag(),
                lock.marked(Versions.attributes(
                        request.description(), request.source().parts())),
                request.tags(),
                lock.kept());
        PublishResult result = publications.publish(
                request.path(),
                request.preconditions(),
                Optional.empty(),
                precondition -> new Publish.Put(
                        request.path(),
                        request.bucket(),
                        new Source.Shared(content.id(), content.size()),
                        facts,
                        precondition));
        return Versions.of(((PublishResult.Published) result).version(), content);
    }

    /**
     * Moves an object to another key of its bucket, at once and by metadata alone; where versions are kept, a delete marker stays
     * behind.
     *
     * @throws StorageException.NoSuchKey if there is nothing to move
     * @throws StorageException.NoSuchBucket if the bucket does not exist
     * @throws StorageException.PreconditionFailed if a condition does not hold
     * @throws StorageException.ConcurrentConflict if concurrent writes stood in the way
     */
    public void rename(RenameRequest request) {
        renames.rename(request);
    }

    /** A page of current versions. Does not ask for the bucket. */
    public ListResult list(ListRequest request) {
        ListPage page = DatabaseCalls.ask(() -> listing.list(new io.slime.metadata.listing.ListRequest(
                "", request.prefix(), request.delimiter(), request.after(), request.limit())));
        List<ListResult.Entry> objects = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        for (ListEntry entry : page.entries()) {
            switch (entry) {
                case ListEntry.Key key -> objects.add(entry(key.version()));
                case ListEntry.CommonPrefix prefix -> prefixes.add(prefix.name());
            }
        }
        return new ListResult(objects, prefixes, page.next());
    }

    /** A page of all versions. Does not ask for the bucket. */
    public VersionList listVersions(VersionListRequest request) {
        return VersionLists.list(DatabaseCalls.ask(() -> listing.versions(VersionLists.request(request))));
    }

    private static ListResult.Entry entry(io.slime.metadata.object.ObjectVersion version) {
        Attributes attributes = version.attributes();
        return new ListResult.Entry(
                version.path(),
                version.size(),
                version.modified(),
                version.etag(),
                Versions.checksums(attributes),
                Versions.storageClass(attributes),
                Versions.writer(attributes));
    }
}
