package io.slime.metadata.bucket;

/** How creating a bucket ended. */
public sealed interface BucketCreation {
    /** It is there now. */
    record Created(BucketRow bucket) implements BucketCreation {}

    /** A bucket of that name is there already. */
    record Exists(BucketRow bucket) implements BucketCreation {}

    /** Objects lie below the prefix, and the caller does not adopt them. */
    record Occupied() implements BucketCreation {}

    /** There is no such account. */
    record NoSuchOwner() implements BucketCreation {}
}
