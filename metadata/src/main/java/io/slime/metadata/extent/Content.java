package io.slime.metadata.extent;

/**
 * A content as read: immutable bytes.
 *
 * @param id its name
 * @param size its bytes
 * @param layout how they are kept
 */
public record Content(ContentId id, long size, Layout layout) {}
