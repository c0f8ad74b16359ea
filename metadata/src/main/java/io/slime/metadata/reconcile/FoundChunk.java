package io.slime.metadata.reconcile;

import io.slime.metadata.extent.ContentId;

/**
 * A chunk that a store lists.
 *
 * @param content its content
 * @param position its extent
 * @param index its index within the extent
 */
public record FoundChunk(ContentId content, int position, int index) {}
