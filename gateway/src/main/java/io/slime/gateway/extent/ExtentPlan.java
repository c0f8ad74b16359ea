package io.slime.gateway.extent;

import io.slime.chunkd.chunk.ChunkDescription;
import io.slime.chunkd.chunk.ChunkId;
import io.slime.erasure.Redundancy;
import io.slime.metadata.extent.ContentId;

/**
 * What is known of an extent before it is written.
 *
 * @param content its content
 * @param position its ordinal there
 * @param start its first byte there
 * @param redundancy how it is coded
 * @param cell bytes of a full cell
 * @param chunkLength bytes of each chunk, or -1
 * @param path what the content is written for
 * @param versionId the version, or upload and part
 */
record ExtentPlan(
        ContentId content,
        int position,
        long start,
        Redundancy redundancy,
        int cell,
        long chunkLength,
        String path,
        String versionId) {
    ChunkId chunk(int index) {
        return new ChunkId(content.epoch(), content.number(), position, index);
    }

    ChunkDescription description(int length, int crc, boolean last) {
        return new ChunkDescription(
                redundancy.need(), redundancy.total(), cell, length, start, last, crc, path, versionId);
    }
}
