package io.slime.metadata.extent;

import java.util.List;

/**
 * One extent of a content, as stored.
 *
 * @param position its ordinal within the content, from 0
 * @param start its first byte within the content
 * @param length its bytes, ≥ 1
 * @param placement the placement that says where its chunks are
 * @param cell the bytes of a full cell
 * @param crc32c the CRC32C of its data
 * @param empty the chunk indexes that were written nowhere, ascending
 */
public record ExtentRow(
        int position, long start, int length, long placement, int cell, int crc32c, List<Integer> empty) {
    public ExtentRow {
        if (position < 0 || start < 0 || length < 1 || cell < 1) {
            throw new IllegalArgumentException(
                    "no extent: position " + position + ", start " + start + ", length " + length + ", cell " + cell);
        }
        empty = List.copyOf(empty);
    }
}
