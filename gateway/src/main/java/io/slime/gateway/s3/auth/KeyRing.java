package io.slime.gateway.s3.auth;

import java.util.Optional;

/** Where access keys are looked up; asked once for each signed request, so it answers from memory where it can. */
@FunctionalInterface
public interface KeyRing {
    /** The key of that id, enabled or not; empty when there is none. */
    Optional<Key> find(String accessKeyId);
}
