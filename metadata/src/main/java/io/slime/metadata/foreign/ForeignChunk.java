package io.slime.metadata.foreign;

import io.slime.metadata.extent.ContentId;
import java.util.UUID;

/**
 * A chunk on a store that does not belong there as far as the database knows.
 *
 * @param content its content
 * @param position its extent
 * @param index its index within the extent
 * @param store where it is
 * @param length its bytes
 * @param moved whether the database knows its extent, but has the chunk on another store
 */
public record ForeignChunk(ContentId content, int position, int index, UUID store, long length, boolean moved) {}
