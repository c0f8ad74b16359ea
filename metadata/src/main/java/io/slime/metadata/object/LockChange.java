package io.slime.metadata.object;

/** How changing the lock of a version ended. */
public sealed interface LockChange {
    /** It is as was asked; the version has that id. */
    record Changed(String versionId) implements LockChange {}

    /** There is no such version, or it is a delete marker. */
    record Absent() implements LockChange {}

    /** It lies in no bucket with object lock. */
    record NotLockable() implements LockChange {}

    /** The retention that it has forbids it. */
    record Locked() implements LockChange {}

    /** The time until which it is to be retained is over. */
    record Past() implements LockChange {}
}
