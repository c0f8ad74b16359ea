package io.slime.metadata.extent;

/**
 * One piece of a content of parts: a slice of another content, which is never itself of parts.
 *
 * @param ordinal its place among the pieces, from 0
 * @param start its first byte within the whole
 * @param part the part number that the client gave; several pieces may share one
 * @param content the content that holds the bytes
 * @param from its first byte within that content
 * @param length its bytes
 */
public record PartPiece(int ordinal, long start, int part, Content content, long from, long length) {}
