package io.slime.gateway.bucket;

/** Whether a bucket keeps the versions that a write replaces (S3 User Guide, "Using versioning in S3 buckets"). */
public enum BucketVersioning {
    /** It never did: every version id is {@code null}. */
    NEVER,
    /** It does: every write makes a version with an id of its own. */
    ENABLED,
    /** It did once: a write replaces the version called {@code null}, all others stay. */
    SUSPENDED
}
