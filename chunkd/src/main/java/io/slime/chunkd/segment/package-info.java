/**
 * Small chunks packed into append-only segment files: one fdatasync makes every chunk durable that waits. Knows files and
 * chunks, but not the store directory around them.
 */
@NullMarked
package io.slime.chunkd.segment;

import org.jspecify.annotations.NullMarked;
