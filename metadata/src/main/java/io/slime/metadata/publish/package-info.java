/** Publishing: the one way in which a version, a part or a deletion becomes visible. */
@NullMarked
package io.slime.metadata.publish;

import org.jspecify.annotations.NullMarked;
