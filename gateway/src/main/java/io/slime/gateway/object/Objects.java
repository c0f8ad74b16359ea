package io.slime.gateway.object;

import io.slime.gateway.failure.StorageException;
import java.util.Optional;

/** The objects, by path: written, found, read, deleted, copied and listed. Every operation on a path is linearizable. */
public class Objects {
    /**
     * Starts a write. Bucket and preconditions are looked at early, and decided by {@link ObjectWriter#publish}.
     *
     * @throws StorageException.NoSuchBucket if the bucket that must exist does not
     * @throws StorageException.PreconditionFailed if a precondition does not hold now
     * @throws StorageException.PreconditionMissing if there is nothing now that could match
     * @throws StorageException.Unavailable if too few stores answer or have space
     */
    public ObjectWriter put(PutRequest request) {
        throw new UnsupportedOperationException();
    }

    /** The current version of a path; empty if there is none or a delete marker hides it. Does not ask for the bucket. */
    public Optional<ObjectVersion> find(String path) {
        throw new UnsupportedOperationException();
    }

    /**
     * The current version of a path.
     *
     * @throws StorageException.NoSuchKey if there is none or a delete marker hides it
     */
    public ObjectVersion head(String path) {
        return find(path).orElseThrow(() -> new StorageException.NoSuchKey(path));
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
        throw new UnsupportedOperationException();
    }

    /** Where a part lies in a version that was written in parts; empty if it has no such part. Parts count from 1. */
    public Optional<PartRange> part(ObjectVersion version, int number) {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a new version that shares the content of another; no byte is read.
     *
     * @throws StorageException.ConcurrentConflict if the source is gone by now
     * @throws StorageException.NoSuchBucket if the bucket that must exist does not
     * @throws StorageException.PreconditionFailed if a precondition does not hold at the destination
     */
    public ObjectVersion copy(CopyRequest request) {
        throw new UnsupportedOperationException();
    }

    /** A page of current versions. Does not ask for the bucket. */
    public ListResult list(ListRequest request) {
        throw new UnsupportedOperationException();
    }
}
