package io.slime.metadata.check;

import io.slime.metadata.extent.Content;
import io.slime.metadata.reference.Use;

/**
 * A version with its content.
 *
 * @param use the version
 * @param content its bytes
 */
public record KnownVersion(Use use, Content content) {}
