package io.slime.metadata.bucket;

import java.util.List;
import java.util.Optional;

/** The buckets. */
public final class BucketTable {
    /**
     * Makes a bucket.
     *
     * @param adopt whether objects that lie below {@code name/} already become its own; else they stand in the way
     */
    public BucketCreation create(String name, String owner, boolean objectLock, boolean adopt) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** The bucket of that name. */
    public Optional<BucketRow> find(String name) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Buckets by name: of one owner or of all, after {@code after}, at most {@code limit}. */
    public List<BucketRow> list(Optional<String> owner, String after, int limit) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Deletes a bucket when neither versions nor uploads lie in it; exact against concurrent publishes. */
    public BucketDeletion delete(String name) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Sets whether it keeps old versions; false if it is not there. */
    public boolean setVersioning(String name, Versioning versioning) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** One document of its configuration, such as {@code policy} or {@code cors}. */
    public Optional<String> setting(String name, String kind) {
        return io.slime.metadata.transaction.Pending.body();
    }

    /** Sets one document of its configuration, or takes it away; false if the bucket is not there. */
    public boolean setSetting(String name, String kind, Optional<String> document) {
        return io.slime.metadata.transaction.Pending.body();
    }
}
