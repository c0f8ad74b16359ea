package io.slime.gateway.cluster;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.chunkd.chunk.StoreStatus;

/**
 * What one live store said of itself.
 *
 * @param url where it was found
 * @param status what it said
 * @param store the way to it
 */
record Answer(String url, StoreStatus status, ChunkStore store) {}
