package io.slime.metadata.publish;

import io.slime.metadata.object.Attributes;
import io.slime.metadata.object.Lock;
import java.util.Map;

/**
 * What a new version carries besides its bytes.
 *
 * @param etag the entity tag, without quotes
 * @param attributes headers, user metadata, checksums, …
 * @param tags its tags
 * @param lock what keeps it from being removed; without a retention, that of its bucket is added
 */
public record Facts(String etag, Attributes attributes, Map<String, String> tags, Lock lock) {
    public Facts {
        tags = Map.copyOf(tags);
    }

    /** The same with another lock. */
    Facts with(Lock other) {
        return new Facts(etag, attributes, tags, other);
    }

    /** Without tags or lock. */
    public Facts(String etag, Attributes attributes) {
        this(etag, attributes, Map.of(), Lock.NONE);
    }
}
