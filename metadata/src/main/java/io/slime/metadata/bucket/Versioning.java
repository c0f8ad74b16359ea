package io.slime.metadata.bucket;

/** Whether a bucket keeps the versions that a write replaces. */
public enum Versioning {
    /** It never did. */
    OFF,
    /** It does. */
    ENABLED,
    /** It did once; new versions have the id {@code null} and replace one another. */
    SUSPENDED
}
