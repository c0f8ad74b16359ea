package io.slime.gateway.object;

import io.slime.gateway.cluster.Epochs;
import io.slime.gateway.failure.DatabaseCalls;
import io.slime.gateway.failure.StorageException;
import io.slime.metadata.extent.Content;
import io.slime.metadata.extent.Layout;
import io.slime.metadata.extent.NewContent;
import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Found;
import io.slime.metadata.object.ObjectTable;
import io.slime.metadata.object.Which;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.Publish;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.publish.Publisher;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Publishes changes of a path under preconditions. What the database can judge by itself is judged there; other conditions are
 * judged on the version that is read, and hold for exactly that version or are judged again.
 */
public final class Publications {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int MAX_JUDGEMENTS = 20;

    private final Publisher publisher;
    private final ObjectTable objects;
    private final Epochs epochs;

    /** Publishes by this publisher. */
    public Publications(Publisher publisher, ObjectTable objects, Epochs epochs) {
        this.publisher = publisher;
        this.objects = objects;
        this.epochs = epochs;
    }

    /** Whether a publish that failed with this changed nothing for certain, so that what was written for it may be deleted. */
    public static boolean unmade(RuntimeException failure) {
        return failure instanceof StorageException && !(failure instanceof StorageException.OutcomeUnknown);
    }

    /** The content of a write as reads will find it. */
    public static Content content(NewContent written) {
        Layout layout = switch (written.extents().size()) {
            case 0 -> new Layout.Empty();
            case 1 -> new Layout.One(written.extents().getFirst());
            default -> new Layout.Extents();
        };
        return new Content(written.id(), written.size(), layout, written.key());
    }

    /** The current version of a path; empty if there is none or a delete marker hides it. */
    Optional<ObjectVersion> find(String path) {
        return found(path, Optional.empty()).flatMap(Versions::of);
    }

    /** The version of that id, or else the current one; a delete marker too. */
    Optional<Found> found(String path, Optional<String> versionId) {
        return versionId.isEmpty()
                ? DatabaseCalls.ask(() -> objects.find(path))
                : DatabaseCalls.ask(() -> objects.find(path, versionId.get()));
    }

    /** The same, with the bucket that it lies in, both of one snapshot. */
    Optional<OwnedVersion> findOwned(String path) {
        Optional<Found> found = DatabaseCalls.ask(() -> objects.find(path));
        return found.flatMap(each -> Versions.of(each)
                .map(version -> new OwnedVersion(version, each.bucketOwner(), each.bucketAccess(), each.versioned())));
    }

    /**
     * Fails if the preconditions do not hold now; whether they hold in the end is decided by {@link #publish}.
     *
     * @throws StorageException.PreconditionFailed if one does not hold
     * @throws StorageException.PreconditionMissing if there is nothing that could match
     */
    void check(String path, Preconditions preconditions) {
        if (!preconditions.isEmpty()) {
            judge(path, preconditions, find(path));
        }
    }

    /**
     * Publishes a change of a path.
     *
     * @param change makes the change of the precondition that the database is to judge
     * @param epoch the epoch of the content that is named for the first time, if one is
     * @return a result that changed something, or removed nothing because nothing was there
     * @throws StorageException if nothing was changed, or ({@link StorageException.OutcomeUnknown}) may have been
     */
    public PublishResult publish(
            String path, Preconditions preconditions, Optional<UUID> epoch, Function<Precondition, Publish> change) {
        Optional<Precondition> exact = exact(preconditions);
        for (int attempt = 0; attempt < MAX_JUDGEMENTS; attempt++) {
            Precondition precondition = exact.orElseGet(() -> current(path, preconditions));
            PublishResult result = publish(change.apply(precondition));
            boolean moved =
                    result instanceof PublishResult.PreconditionFailed || result instanceof PublishResult.Absent;
            if (exact.isPresent() || !moved) {
                return orThrow(path, preconditions, epoch, result);
            }
        }
        throw new StorageException.ConcurrentConflict("other writes of " + path + " kept coming in between");
    }

    /** Replaces the tags of a version; its id, or nothing if it is not there any more. */
    Optional<String> setTags(ObjectVersion version, Map<String, String> tags) {
        return DatabaseCalls.ask(() -> objects.setTags(which(version), tags));
    }

    /** Exactly that version. */
    static Which which(ObjectVersion version) {
        return Which.of(
                version.path(),
                version.versionId(),
                version.order(),
                version.content().id());
    }

    /** Why nothing is locked in a bucket without object lock. */
    static StorageException notLockable() {
        return new StorageException.Refused("Bucket is missing Object Lock Configuration");
    }

    /** Replaces the access control list of a version, given as it is kept; as {@link #setTags}. */
    Optional<String> setAcl(ObjectVersion version, String acl) {
        return DatabaseCalls.ask(() -> objects.setFact(which(version), Attributes.ACL, acl));
    }

    /** Removes one version for good, under preconditions of that version. */
    PublishResult.VersionRemoved remove(
            String path, String versionId, boolean bypassGovernance, Preconditions preconditions) {
        for (int attempt = 0; attempt < MAX_JUDGEMENTS; attempt++) {
            Precondition precondition = preconditions.isEmpty()
                    ? new Precondition.None()
                    : judgedVersion(path, preconditions, found(path, Optional.of(versionId)));
            if (precondition instanceof Precondition.IfAbsent) {
                return new PublishResult.VersionRemoved(false, false);
            }
            PublishResult result = publish(new Publish.RemoveVersion(path, versionId, bypassGovernance, precondition));
            if (!(result instanceof PublishResult.PreconditionFailed)) {
                return (PublishResult.VersionRemoved) orThrow(path, preconditions, Optional.empty(), result);
            }
        }
        throw new StorageException.ConcurrentConflict("other writes of " + path + " kept coming in between");
    }

    private static Precondition judgedVersion(String path, Preconditions preconditions, Optional<Found> found) {
        if (found.isEmpty() || !found.get().version().deleteMarker()) {
            return judged(path, preconditions, found.flatMap(Versions::of));
        }
        if (preconditions.ifMatch().isPresent()) {
            throw new StorageException.PreconditionMissing(path);
        }
        if (!preconditions.state().holds(found.get().version().modified(), Optional.empty())) {
            throw new StorageException.PreconditionFailed("size or date");
        }
        return new Precondition.IfOrder(found.get().version().order());
    }

    /** Publishes a change without preconditions of a path. */
    public PublishResult publish(Publish change) {
        return DatabaseCalls.ask(() -> publisher.publish(change, LIMIT));
    }

    /** The result, or why nothing was changed. */
    public PublishResult orThrow(String path, Preconditions preconditions, Optional<UUID> epoch, PublishResult result) {
        return switch (result) {
            case PublishResult.Published _,
                    PublishResult.Removed _,
                    PublishResult.VersionRemoved _,
                    PublishResult.PartKept _ -> result;
            case PublishResult.Absent _ -> throw new StorageException.PreconditionMissing(path);
            case PublishResult.PreconditionFailed _ ->
                throw new StorageException.PreconditionFailed(condition(preconditions));
            case PublishResult.NoSuchBucket _ -> throw new StorageException.NoSuchBucket(bucket(path));
            case PublishResult.NoSuchStorageClass(String name) -> throw new StorageException.NoSuchStorageClass(name);
            case PublishResult.NoSuchUpload _ -> throw new StorageException.NoSuchUpload("");
            case PublishResult.NoSuchPart(int number) ->
                throw new StorageException.InvalidPart(number, "it is not there, or was uploaded again meanwhile");
            case PublishResult.EpochClosed _ -> {
                epoch.ifPresent(epochs::fenced);
                throw new StorageException.Unavailable(
                        "this gateway was taken for dead while the write was under way; write again");
            }
            case PublishResult.SourceGone _ ->
                throw new StorageException.ConcurrentConflict("the source of the copy was replaced meanwhile");
            case PublishResult.QuotaExceeded(String reason) -> throw new StorageException.QuotaExceeded(reason);
            case PublishResult.Locked _ -> throw new StorageException.Locked(path);
            case PublishResult.NotLockable _ -> throw notLockable();
            case PublishResult.TooFewChunks _ ->
                throw new StorageException.Unavailable(
                        "stores were given up while the write was under way, and too few chunks are left; write again");
        };
    }

    /** A condition that the database judges by itself. */
    private static Optional<Precondition> exact(Preconditions preconditions) {
        if (preconditions.isEmpty()) {
            return Optional.of(new Precondition.None());
        }
        if (!preconditions.state().isEmpty()) {
            return Optional.empty();
        }
        Optional<ETags> match = preconditions.ifMatch();
        Optional<ETags> none = preconditions.ifNoneMatch();
        if (match.isEmpty() && none.filter(ETags::any).isPresent()) {
            return Optional.of(new Precondition.IfAbsent());
        }
        if (none.isPresent() || match.isEmpty()) {
            return Optional.empty();
        }
        if (match.get().any()) {
            return Optional.of(new Precondition.IfPresent());
        }
        boolean one = match.get().tags().size() == 1 && !preconditions.byNativeTag();
        return one ? Optional.of(new Precondition.IfMatch(match.get().tags().getFirst())) : Optional.empty();
    }

    private Precondition current(String path, Preconditions preconditions) {
        return judged(path, preconditions, find(path));
    }

    private static Precondition judged(String path, Preconditions preconditions, Optional<ObjectVersion> found) {
        judge(path, preconditions, found);
        return found.<Precondition>map(version -> new Precondition.IfCurrent(
                        version.order(), version.content().id()))
                .orElseGet(Precondition.IfAbsent::new);
    }

    private static void judge(String path, Preconditions preconditions, Optional<ObjectVersion> found) {
        if (preconditions.ifMatch().isPresent()) {
            ObjectVersion version = found.orElseThrow(() -> new StorageException.PreconditionMissing(path));
            if (!preconditions.ifMatch().get().matches(tag(preconditions, version))) {
                throw new StorageException.PreconditionFailed(condition(preconditions));
            }
        }
        if (found.isPresent()
                && preconditions
                        .ifNoneMatch()
                        .filter(tags -> tags.matches(tag(preconditions, found.get())))
                        .isPresent()) {
            throw new StorageException.PreconditionFailed(condition(preconditions));
        }
        if (!preconditions.state().holds(found)) {
            throw new StorageException.PreconditionFailed("size or date");
        }
    }

    private static String tag(Preconditions preconditions, ObjectVersion version) {
        Description description = version.description();
        return preconditions.byNativeTag() ? description.nativeEtag() : description.etag();
    }

    private static String condition(Preconditions preconditions) {
        return preconditions.ifMatch().isPresent() ? "If-Match" : "If-None-Match";
    }

    private static String bucket(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
