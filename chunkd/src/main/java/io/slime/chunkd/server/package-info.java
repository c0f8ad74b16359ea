/** The server of the chunk protocol: serves the stores of a process over HTTP. */
@org.jspecify.annotations.NullMarked
package io.slime.chunkd.server;
