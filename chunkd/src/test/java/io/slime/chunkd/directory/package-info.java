@NullMarked
package io.slime.chunkd.directory;

import org.jspecify.annotations.NullMarked;
