/** Tests of the counters on a real database. */
@NullMarked
package io.slime.metadata.tally;

import org.jspecify.annotations.NullMarked;
