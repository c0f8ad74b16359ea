package io.slime.metadata.check;

import io.slime.metadata.extent.ContentId;
import io.slime.metadata.extent.ExtentRow;

/**
 * An extent with the content that it is of.
 *
 * @param content the content
 * @param row the extent
 */
public record KnownExtent(ContentId content, ExtentRow row) {}
