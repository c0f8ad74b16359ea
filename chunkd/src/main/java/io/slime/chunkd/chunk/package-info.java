/** The port of a store: what a chunk is, and what every store can do with one. Knows no disk and no wire. */
@org.jspecify.annotations.NullMarked
package io.slime.chunkd.chunk;
