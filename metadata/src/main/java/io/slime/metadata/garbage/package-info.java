/** Contents that may have lost their last reference, and the decision that they did. */
@NullMarked
package io.slime.metadata.garbage;

import org.jspecify.annotations.NullMarked;
