/** Tests of what objects carry. */
@NullMarked
package io.slime.metadata.object;

import org.jspecify.annotations.NullMarked;
