package io.slime.chunkd.chunk;

/**
 * What a chunk tells about itself besides its bytes, kept with them on the disk, so that objects can be put together
 * again from stores alone.
 *
 * @param need how many chunks of the extent give it back, in [1, 100]
 * @param total how many chunks the extent has, in [need, 100]
 * @param cell bytes of one stripe in one chunk, but for a short last stripe; a power of two
 * @param extentLength data bytes of the extent, ≥ 0
 * @param extentStart where the extent starts in its content, in bytes, ≥ 0
 * @param last whether the extent is the last one of its content
 * @param extentCrc CRC32C of the extent's data
 * @param path the path that the content was written for, at most 1,200 bytes of UTF-8
 * @param versionId the version id, or upload id and part number, that it was written for, at most 128 bytes of UTF-8
 */
public record ChunkDescription(
        int need,
        int total,
        int cell,
        long extentLength,
        long extentStart,
        boolean last,
        int extentCrc,
        String path,
        String versionId) {
    public ChunkDescription {
        if (need < 1 || need > total || total > 100) {
            throw new IllegalArgumentException("no redundancy: " + need + " of " + total);
        }
        if (Integer.bitCount(cell) != 1 || extentLength < 0 || extentStart < 0) {
            throw new IllegalArgumentException(
                    "no extent: cell " + cell + ", length " + extentLength + ", start " + extentStart);
        }
    }
}
