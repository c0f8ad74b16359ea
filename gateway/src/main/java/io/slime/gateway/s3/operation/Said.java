package io.slime.gateway.s3.operation;

import io.slime.gateway.object.ObjectLock;
import java.util.Map;

/**
 * What a request says elsewhere than in its headers, and rules may be about.
 *
 * @param keys keys of conditions with what is said of them
 * @param tags the tags that are to be set
 * @param lock the lock that is to be set
 */
public record Said(Map<String, String> keys, Map<String, String> tags, ObjectLock lock) {
    /** Nothing. */
    public static final Said NOTHING = new Said(Map.of(), Map.of(), ObjectLock.NONE);

    /** Keeps copies. */
    public Said {
        keys = Map.copyOf(keys);
        tags = Map.copyOf(tags);
    }

    /** The tags that are to be set. */
    public static Said of(Map<String, String> tags) {
        return new Said(Map.of(), tags, ObjectLock.NONE);
    }

    /** The lock that is to be set. */
    public static Said of(ObjectLock lock) {
        return new Said(Map.of(), Map.of(), lock);
    }
}
