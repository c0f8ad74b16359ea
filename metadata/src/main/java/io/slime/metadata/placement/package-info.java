/** Placements: the ordered groups of stores that extents name. */
@NullMarked
package io.slime.metadata.placement;

import org.jspecify.annotations.NullMarked;
