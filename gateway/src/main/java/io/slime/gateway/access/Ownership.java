package io.slime.gateway.access;

import java.util.Arrays;
import java.util.Optional;

/** Whose the objects in a bucket are (S3 User Guide, "Controlling ownership of objects"). */
public enum Ownership {
    /** The bucket owner's, all of them; access control lists do not count. */
    BUCKET_OWNER_ENFORCED("BucketOwnerEnforced"),
    /** The bucket owner's if the writer says {@code bucket-owner-full-control}, else the writer's. */
    BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
    /** The writer's; so it is where nothing was said. */
    OBJECT_WRITER("ObjectWriter");

    private final String wireName;

    Ownership(String wireName) {
        this.wireName = wireName;
    }

    /** How S3 calls it. */
    public String wireName() {
        return wireName;
    }

    /** The one of that name. */
    public static Optional<Ownership> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.wireName.equals(name))
                .findFirst();
    }
}
