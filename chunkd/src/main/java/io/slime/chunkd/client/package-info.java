/** The client of the chunk protocol: a chunk server's stores as ChunkStore, over a small HTTP/1.1 client of its own. */
@org.jspecify.annotations.NullMarked
package io.slime.chunkd.client;
