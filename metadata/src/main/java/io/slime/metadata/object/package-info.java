/** Objects: each path's current version, and the versions behind it. */
@NullMarked
package io.slime.metadata.object;

import org.jspecify.annotations.NullMarked;
