package io.slime.gateway.bucket;

import io.slime.gateway.failure.StorageException;
import java.util.List;
import java.util.Optional;

/** The buckets. */
public class Buckets {
    /**
     * Creates a bucket; what natively lies below its prefix becomes its own.
     *
     * @throws StorageException.BucketTaken if there is one of that name, or the prefix is taken and may not be adopted
     */
    public Bucket create(NewBucket bucket) {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes a bucket.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     * @throws StorageException.BucketNotEmpty if versions or uploads lie in it
     */
    public void delete(BucketName name) {
        throw new UnsupportedOperationException();
    }

    /** The bucket of that name. */
    public Optional<Bucket> find(BucketName name) {
        throw new UnsupportedOperationException();
    }

    /**
     * The bucket of that name.
     *
     * @throws StorageException.NoSuchBucket if it does not exist
     */
    public Bucket require(BucketName name) {
        return find(name).orElseThrow(() -> new StorageException.NoSuchBucket(name.text()));
    }

    /**
     * A page of buckets, by name.
     *
     * @param owner canonical id of whose buckets to list, or empty for all
     * @param after go on after this name; empty to begin
     * @param limit most buckets to return
     */
    public List<Bucket> list(Optional<String> owner, String after, int limit) {
        throw new UnsupportedOperationException();
    }
}
