package io.slime.metadata.publish;

import io.slime.metadata.extent.ContentId;

/**
 * A part as the caller of Complete saw it; another one under the same number by then is refused.
 *
 * @param number its number
 * @param content its content
 */
public record CompletedPart(int number, ContentId content) {}
