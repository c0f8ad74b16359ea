@NullMarked
package io.slime.chunkd.segment;

import org.jspecify.annotations.NullMarked;
