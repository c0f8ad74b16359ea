package io.slime.gateway.access;

import java.util.Arrays;
import java.util.Optional;

/** What an access control list may grant (S3 User Guide, "Access control list overview"). The names are S3's. */
public enum Permission {
    /** Everything below. */
    FULL_CONTROL,
    /** To list a bucket, to read an object. */
    READ,
    /** To put and delete objects in a bucket. */
    WRITE,
    /** To read the list itself. */
    READ_ACP,
    /** To replace the list. */
    WRITE_ACP;

    /** The permission of that name. */
    public static Optional<Permission> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }

    boolean includes(Permission other) {
        return this == FULL_CONTROL || this == other;
    }
}
