package io.slime.gateway.s3.operation;

import io.slime.gateway.access.Caller;
import io.slime.gateway.access.Context;
import io.slime.gateway.access.Question;
import io.slime.gateway.access.Rules;
import io.slime.gateway.bucket.BucketName;
import io.slime.gateway.failure.StorageException;
import io.slime.gateway.object.Description;
import io.slime.gateway.object.ObjectLock;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A bucket as one caller stands before it: what they may do there. */
public final class Gate {
    /** What who began an upload may do with it (S3 User Guide, "Multipart upload API and permissions"). */
    private static final Set<String> INITIATORS = Set.of("s3:AbortMultipartUpload", "s3:ListMultipartUploadParts");

    private final BucketName name;
    private final boolean versioned;
    private final Rules rules;
    private final Caller caller;
    private final Asked asked;

    /**
     * A caller before a bucket.
     *
     * @param versioned whether the bucket keeps old versions, or ever did
     * @param rules what the bucket says about access
     */
    Gate(BucketName name, boolean versioned, Rules rules, Caller caller, Asked asked) {
        this.name = name;
        this.versioned = versioned;
        this.rules = rules;
        this.caller = caller;
        this.asked = asked;
    }

    /**
     * What the request asks for; looked at only where rules are to be asked.
     *
     * @param actions the actions, none if policies have no name for what the operation does
     * @param context what is known of the request, for one of the things that it asks for
     * @param initiator canonical id of who began the upload that it names, if it names one that is there
     */
    record Asked(
            Supplier<List<String>> actions, Function<Need, Context> context, Supplier<Optional<String>> initiator) {}

    /** Name of the bucket. */
    public BucketName name() {
        return name;
    }

    /** Whether the bucket keeps old versions, or ever did. */
    public boolean versioned() {
        return versioned;
    }

    /** What the bucket says about access. */
    public Rules rules() {
        return rules;
    }

    /** Whether the caller owns the bucket and nothing was said that could be in the way. */
    boolean isOpen() {
        return rules.isOpenTo(caller);
    }

    /** Whose a version is: the bucket owner's, if it was written natively, or if the bucket says so of all. */
    public String ownerOf(ObjectVersion version) {
        return ownerOf(version.description());
    }

    /** The same of what is kept about a version. */
    public String ownerOf(Description description) {
        return ownerOf(description.nativeWrite() ? "" : description.owner());
    }

    /** Whose something is that was written by this user, or by nobody in particular if that is empty. */
    public String ownerOf(String writer) {
        return !rules.countsAcls() || writer.isEmpty() ? rules.owner() : writer;
    }

    /** Whether the caller may do it. */
    public boolean allows(Need need) {
        if (isOpen() && need.existing().filter(this::isOthers).isEmpty()) {
            return true;
        }
        return rules.allow(
                question(need),
                need.existing()
                        .map(version -> new Rules.Owned(
                                ownerOf(version), version.description().acl())));
    }

    private Question question(Need need) {
        boolean plain = rules.policy().isEmpty() && caller.limit().isEmpty();
        String arn = "arn:aws:s3:::" + need.key().map(name::path).orElse(name.text());
        return new Question(
                caller,
                need.action(),
                arn,
                plain ? Context.NOTHING : asked.context().apply(need));
    }

    /** Whether it is what who began an upload may do with it unless that is denied. */
    private boolean isInitiators(Need need) {
        return INITIATORS.contains(need.action())
                && !caller.anonymous()
                && asked.initiator().get().equals(Optional.of(caller.id()))
                && !rules.refuse(question(need));
    }

    private boolean isOthers(ObjectVersion version) {
        return !ownerOf(version).equals(rules.owner());
    }

    /**
     * Lets only those pass who may do it.
     *
     * @throws S3Exception {@code AccessDenied}
     */
    public void demand(Need need) {
        if (!allows(need)) {
            throw denied();
        }
    }

    /**
     * Lets only those pass who may do all that the request asks for; if it asks for nothing that policies have a name for, only
     * the owner.
     *
     * @throws S3Exception {@code AccessDenied}
     */
    void demandAll(Optional<String> key, Optional<String> versionId, Optional<ObjectVersion> existing) {
        if (isOpen() && existing.filter(this::isOthers).isEmpty()) {
            return;
        }
        List<String> actions = asked.actions().get();
        boolean owner = !caller.anonymous() && caller.id().equals(rules.owner());
        if (actions.isEmpty() && !(owner && caller.limit().isEmpty())) {
            throw denied();
        }
        for (String action : actions) {
            Need need = new Need(action, key, versionId, existing);
            if (!allows(need) && !isInitiators(need)) {
                throw denied();
            }
        }
        if (!owner && actions.stream().anyMatch(Rules::isForOwner)) {
            throw new S3Exception(S3Error.METHOD_NOT_ALLOWED);
        }
    }

    /**
     * Lets only those pass who may know that a key or version is not there: those who may list (S3 API reference, GetObject).
     *
     * @throws S3Exception {@code AccessDenied}
     */
    void demandSight(Optional<String> versionId) {
        demand(Need.ofBucket(versionId.isPresent() ? Needs.LIST_VERSIONS : Needs.LIST));
    }

    /** The version with what the caller may know of its lock (S3 API reference, GetObject). */
    ObjectVersion shown(ObjectVersion version, String key, Optional<String> versionId) {
        ObjectLock lock = version.lock();
        if (lock.isEmpty()) {
            return version;
        }
        boolean retention = allows(new Need("s3:GetObjectRetention", Optional.of(key), versionId, Optional.empty()));
        boolean hold = allows(new Need("s3:GetObjectLegalHold", Optional.of(key), versionId, Optional.empty()));
        return version.with(new ObjectLock(
                retention ? lock.retention() : Optional.empty(), hold ? lock.legalHold() : Optional.empty()));
    }

    /**
     * A version that the caller may read as the source of a copy.
     *
     * @param find finds it
     * @throws S3Exception {@code AccessDenied}
     */
    public ObjectVersion readable(String key, Optional<String> versionId, Supplier<ObjectVersion> find) {
        ObjectVersion version = seen(versionId, find);
        demand(new Need(
                versionId.isPresent() ? "s3:GetObjectVersion" : "s3:GetObject",
                Optional.of(key),
                versionId,
                Optional.of(version)));
        return version;
    }

    /** What is found; that it is not there is told only to those who may know. */
    ObjectVersion seen(Optional<String> versionId, Supplier<ObjectVersion> find) {
        try {
            return find.get();
        } catch (StorageException.NoSuchKey | StorageException.NoSuchVersion | StorageException.DeleteMarker e) {
            demandSight(versionId);
            throw e;
        }
    }

    /**
     * Lets only those pass who may delete that object, or that version of it, as the request asks.
     *
     * @throws S3Exception {@code AccessDenied}
     */
    public void demandDelete(String key, Optional<String> versionId) {
        if (isOpen()) {
            return;
        }
        demand(new Need(
                versionId.isPresent() ? "s3:DeleteObjectVersion" : "s3:DeleteObject",
                Optional.of(key),
                versionId,
                Optional.empty()));
        if (asked.actions().get().contains(Needs.BYPASS_GOVERNANCE)) {
            demand(new Need(Needs.BYPASS_GOVERNANCE, Optional.of(key), versionId, Optional.empty()));
        }
    }

    /**
     * Lets only those pass who may know what a condition on a write tells of the object that it finds: who may read it, or, if there
     * is none, list.
     *
     * @param find finds it
     * @throws S3Exception {@code AccessDenied}
     */
    public void demandTold(String key, Optional<String> versionId, Supplier<ObjectVersion> find) {
        if (isOpen()) {
            return;
        }
        Optional<ObjectVersion> existing = found(find);
        Need read = new Need(
                versionId.isPresent() ? "s3:GetObjectVersion" : "s3:GetObject", Optional.of(key), versionId, existing);
        if (!allows(read) && (existing.isPresent() || !allows(Need.ofBucket(Needs.LIST)))) {
            throw denied();
        }
    }

    private static Optional<ObjectVersion> found(Supplier<ObjectVersion> find) {
        try {
            return Optional.of(find.get());
        } catch (StorageException.NoSuchKey | StorageException.NoSuchVersion | StorageException.DeleteMarker _) {
            return Optional.empty();
        }
    }

    private static S3Exception denied() {
        return new S3Exception(S3Error.ACCESS_DENIED);
    }
}
