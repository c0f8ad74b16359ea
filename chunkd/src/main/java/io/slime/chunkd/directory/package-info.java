/** A store in a directory of a drive: format, lock, chunk files, segments of small chunks, quarantine, recovery, free space. */
@NullMarked
package io.slime.chunkd.directory;

import org.jspecify.annotations.NullMarked;
