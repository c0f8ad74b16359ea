@NullMarked
package io.slime.chunkd.wire;

import org.jspecify.annotations.NullMarked;
