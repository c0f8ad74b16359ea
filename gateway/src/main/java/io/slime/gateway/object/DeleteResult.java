package io.slime.gateway.object;

import java.util.Optional;

/**
 * What a delete did.
 *
 * @param existed whether an object was there
 * @param versionId the version id of the delete marker that was written, or of the version that was removed, where versions
 *     have ids
 * @param deleteMarker whether a delete marker was written or removed
 */
public record DeleteResult(boolean existed, Optional<String> versionId, boolean deleteMarker) {}
