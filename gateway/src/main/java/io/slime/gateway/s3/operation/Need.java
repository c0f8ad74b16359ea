package io.slime.gateway.s3.operation;

import io.slime.gateway.object.ObjectVersion;
import java.util.Optional;

/**
 * What is asked of a bucket's rules.
 *
 * @param action the action, as policies name it
 * @param key the key that it is done to; empty for the bucket itself
 * @param versionId the version that the request names of it
 * @param existing the version that it is done to, where there is one and it matters
 */
public record Need(String action, Optional<String> key, Optional<String> versionId, Optional<ObjectVersion> existing) {
    /** An action on the bucket itself. */
    static Need ofBucket(String action) {
        return new Need(action, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
