/** Contents, the extents they are cut into, and the parts that some are made of. */
@NullMarked
package io.slime.metadata.extent;

import org.jspecify.annotations.NullMarked;
