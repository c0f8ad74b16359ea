/** What may fail and what would be lost then: exact, from placements and the counters of extents, without looking at a chunk. */
@NullMarked
package io.slime.gateway.durability;

import org.jspecify.annotations.NullMarked;
