/** A drive in memory that keeps what was synced and may lose the rest, so that tests can cut the power at every step. */
@NullMarked
package io.slime.chunkd.disk;

import org.jspecify.annotations.NullMarked;
