package io.slime.gateway.multipart;

import java.util.List;

/**
 * A page of an upload's parts.
 *
 * @param upload the upload
 * @param parts the parts, in ascending order of their numbers
 * @param more whether there are more after these
 */
public record PartPage(Upload upload, List<Part> parts, boolean more) {}
