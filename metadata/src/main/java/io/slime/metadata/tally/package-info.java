/** Counters that are exact at every moment: differences that each change leaves behind, and their sums. */
@NullMarked
package io.slime.metadata.tally;

import org.jspecify.annotations.NullMarked;
