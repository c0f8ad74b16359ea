package io.slime.gateway.multipart;

import io.slime.gateway.object.Checksums;
import io.slime.gateway.object.ObjectVersion;

/**
 * A part that shares a range of an existing version's content.
 *
 * @param target the part to make; its {@code knownLength} is the range's length
 * @param source the version to copy from, as read before
 * @param from the first byte in the source
 * @param etag MD5 of the range in hexadecimal
 * @param checksums checksums of the range
 */
public record PartCopy(PartRequest target, ObjectVersion source, long from, String etag, Checksums checksums) {}
