package io.slime.metadata.redundancy;

import io.slime.erasure.Redundancy;
import io.slime.metadata.extent.Content;

/**
 * A content that is coded otherwise than what names it wants.
 *
 * @param content with extents of its own
 * @param wanted the strongest that any version, or upload in progress, with bytes in it wants
 */
public record Wish(Content content, Redundancy wanted) {}
