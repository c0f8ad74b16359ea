/** Objects as the fronts see them: written, read, deleted, copied, listed and compared, by path. */
@NullMarked
package io.slime.gateway.object;

import org.jspecify.annotations.NullMarked;
