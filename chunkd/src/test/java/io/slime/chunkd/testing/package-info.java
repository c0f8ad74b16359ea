/** For tests of this and other modules: the contract that every store passes, a store in memory, a store with faults. */
@NullMarked
package io.slime.chunkd.testing;

import org.jspecify.annotations.NullMarked;
