/** The file layer: every file operation of a store goes through {@link io.slime.chunkd.disk.Disk}, so that tests can cut the power. */
@NullMarked
package io.slime.chunkd.disk;

import org.jspecify.annotations.NullMarked;
