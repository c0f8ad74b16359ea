package io.slime.gateway.failure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why the core did not do what was asked: one family, so that each front maps it by one exhaustive switch. Three kinds:
 * {@link Caller} (the request's fault; carries no stack trace), {@link Outage} (right now it cannot be done; trying again may
 * help) and {@link Broken} (data at risk).
 */
public abstract sealed class StorageException extends RuntimeException {
    private StorageException(String message, @Nullable Throwable cause, boolean trace) {
        super(message, cause, trace, trace);
    }

    /** The message, which is never absent. */
    public final String reason() {
        return String.valueOf(getMessage());
    }

    /** The request cannot be granted as it is; nothing was changed. */
    public abstract static sealed class Caller extends StorageException {
        private Caller(String message) {
            super(message, null, false);
        }
    }

    /** It cannot be done right now; trying again may help. */
    public abstract static sealed class Outage extends StorageException {
        private Outage(String message, @Nullable Throwable cause) {
            super(message, cause, true);
        }
    }

    /**
     * Data is damaged, or something is wrong with the program: for the log, and for an operator. Carries a stack trace only with a
     * cause: without one the message says all, and clients that try again would fill the log.
     */
    public abstract static sealed class Broken extends StorageException {
        private Broken(String message, @Nullable Throwable cause) {
            super(message, cause, cause != null);
        }
    }

    /** There is no bucket of that name. */
    public static final class NoSuchBucket extends Caller {
        private final String bucket;

        public NoSuchBucket(String bucket) {
            super("no bucket " + bucket);
            this.bucket = bucket;
        }

        /** Name of the bucket. */
        public String bucket() {
            return bucket;
        }
    }

    /** There is no such storage class: none of that name was configured. */
    public static final class NoSuchStorageClass extends Caller {
        private final String storageClass;

        public NoSuchStorageClass(String storageClass) {
            super("no storage class " + storageClass);
            this.storageClass = storageClass;
        }

        /** Its name. */
        public String storageClass() {
            return storageClass;
        }
    }

    /** There is no object at that path, or it is hidden by a delete marker. */
    public static final class NoSuchKey extends Caller {
        private final String path;

        public NoSuchKey(String path) {
            super("no object " + path);
            this.path = path;
        }

        /** Bucket and key as stored. */
        public String path() {
            return path;
        }
    }

    /** A delete marker is there: as the current version, which then hides the object, or as the version that was named. */
    public static final class DeleteMarker extends Caller {
        private final String path;
        private final String versionId;
        private final Instant modified;
        private final boolean named;

        public DeleteMarker(String path, String versionId, Instant modified, boolean named) {
            super("no object " + path + ": version " + versionId + " is a delete marker");
            this.path = path;
            this.versionId = versionId;
            this.modified = modified;
            this.named = named;
        }

        /** Bucket and key as stored. */
        public String path() {
            return path;
        }

        /** The marker's version id. */
        public String versionId() {
            return versionId;
        }

        /** When it was published, by the database's clock. */
        public Instant modified() {
            return modified;
        }

        /** Whether it was asked for by its id. */
        public boolean named() {
            return named;
        }
    }

    /** The object has no such version. */
    public static final class NoSuchVersion extends Caller {
        private final String path;
        private final String versionId;

        public NoSuchVersion(String path, String versionId) {
            super("no version " + versionId + " of " + path);
            this.path = path;
            this.versionId = versionId;
        }

        /** Bucket and key as stored. */
        public String path() {
            return path;
        }

        /** The version id asked for. */
        public String versionId() {
            return versionId;
        }
    }

    /** A lock keeps the version from being removed, or its retention from being shortened. */
    public static final class Locked extends Caller {
        public Locked(String path) {
            super("a version of " + path + " is locked");
        }
    }

    /** A quota of the bucket, or of the account that owns it, would be exceeded; the message says by what. */
    public static final class QuotaExceeded extends Caller {
        public QuotaExceeded(String reason) {
            super(reason);
        }
    }

    /** A version is to be retained until a time that is over, by the database's clock. */
    public static final class RetentionOver extends Caller {
        public RetentionOver() {
            super("the time until which to retain is over");
        }
    }

    /** There is no such multipart upload; it may have been completed or aborted. */
    public static final class NoSuchUpload extends Caller {
        private final String uploadId;

        public NoSuchUpload(String uploadId) {
            super("no upload " + uploadId);
            this.uploadId = uploadId;
        }

        /** The upload id asked for. */
        public String uploadId() {
            return uploadId;
        }
    }

    /** The bucket's name, or the prefix that it would claim, is taken. */
    public static final class BucketTaken extends Caller {
        private final String bucket;
        private final boolean ownedByCaller;

        public BucketTaken(String bucket, boolean ownedByCaller) {
            super("bucket " + bucket + " exists");
            this.bucket = bucket;
            this.ownedByCaller = ownedByCaller;
        }

        /** Name of the bucket. */
        public String bucket() {
            return bucket;
        }

        /** Whether the bucket is the caller's own already. */
        public boolean ownedByCaller() {
            return ownedByCaller;
        }
    }

    /** The bucket still holds versions or uploads. */
    public static final class BucketNotEmpty extends Caller {
        private final String bucket;

        public BucketNotEmpty(String bucket) {
            super("bucket " + bucket + " is not empty");
            this.bucket = bucket;
        }

        /** Name of the bucket. */
        public String bucket() {
            return bucket;
        }
    }

    /** A precondition does not hold for what is there. */
    public static final class PreconditionFailed extends Caller {
        private final String condition;

        public PreconditionFailed(String condition) {
            super("precondition failed: " + condition);
            this.condition = condition;
        }

        /** What did not hold, as HTTP names it where it does: {@code If-Match}. */
        public String condition() {
            return condition;
        }
    }

    /** If-Match was given and nothing is there to match. */
    public static final class PreconditionMissing extends Caller {
        private final String path;

        public PreconditionMissing(String path) {
            super("nothing at " + path + " to match");
            this.path = path;
        }

        /** Bucket and key as stored. */
        public String path() {
            return path;
        }
    }

    /** A concurrent operation on the same key came in between; the caller may try again. */
    public static final class ConcurrentConflict extends Caller {
        public ConcurrentConflict(String reason) {
            super(reason);
        }
    }

    /** A part that was named is not there, or is another than the one named. */
    public static final class InvalidPart extends Caller {
        private final int part;

        public InvalidPart(int part, String reason) {
            super("part " + part + ": " + reason);
            this.part = part;
        }

        /** Number of the part. */
        public int part() {
            return part;
        }
    }

    /** The parts are not listed in ascending order of their numbers. */
    public static final class InvalidPartOrder extends Caller {
        public InvalidPartOrder(String reason) {
            super(reason);
        }
    }

    /** A part that is not the last one is smaller than a part may be. */
    public static final class PartTooSmall extends Caller {
        private final int part;
        private final long bytes;

        public PartTooSmall(int part, long bytes) {
            super("part " + part + " is too small: " + bytes + " bytes");
            this.part = part;
            this.bytes = bytes;
        }

        /** Number of the part. */
        public int part() {
            return part;
        }

        /** Length of the part in bytes. */
        public long bytes() {
            return bytes;
        }
    }

    /** No byte of the range asked for exists. */
    public static final class RangeUnsatisfiable extends Caller {
        private final long size;

        public RangeUnsatisfiable(long size) {
            super("range not satisfiable: the size is " + size);
            this.size = size;
        }

        /** Length in bytes of what was to be read. */
        public long size() {
            return size;
        }
    }

    /** The request makes no sense or is not allowed in this state; the message says why. */
    public static final class Refused extends Caller {
        public Refused(String reason) {
            super(reason);
        }
    }

    /** Too few stores answer or have space, or the database is away: nothing was changed. */
    public static final class Unavailable extends Outage {
        public Unavailable(String reason) {
            super(reason, null);
        }

        public Unavailable(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** So much is under way that there is no memory for more: nothing was changed. */
    public static final class Overloaded extends Outage {
        public Overloaded(String reason) {
            super(reason, null);
        }
    }

    /** It is not known whether the change was made; nothing was undone, no chunk was deleted. */
    public static final class OutcomeUnknown extends Outage {
        public OutcomeUnknown(String reason) {
            super(reason, null);
        }

        public OutcomeUnknown(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** Fewer chunks than are needed are left, or a check failed: the data cannot be given back as it was written. */
    public static final class Unreadable extends Broken {
        public Unreadable(String reason) {
            super(reason, null);
        }

        public Unreadable(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
