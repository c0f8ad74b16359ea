/** What a chunk looks like on a disk, in a file of its own and in a segment alike: its header, its checksums, reading with verification. */
@NullMarked
package io.slime.chunkd.format;

import org.jspecify.annotations.NullMarked;
