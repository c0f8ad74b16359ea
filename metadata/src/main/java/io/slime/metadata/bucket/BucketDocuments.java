package io.slime.metadata.bucket;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The documents of a bucket's configuration.
 *
 * @param owner canonical id of the account that owns it
 * @param access names those about access, and changes when they do; empty if there never was one
 * @param byKind all of them by kind
 */
public record BucketDocuments(String owner, Optional<UUID> access, Map<String, String> byKind) {
    public BucketDocuments {
        byKind = Map.copyOf(byKind);
    }
}
