/** Stores: chunks on disk, the port to them, and the HTTP protocol that serves them. */
@org.jspecify.annotations.NullMarked
package io.slime.chunkd;
