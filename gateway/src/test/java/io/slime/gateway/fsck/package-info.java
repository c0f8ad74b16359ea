/** Tests of the check, on a real database and real stores. */
@NullMarked
package io.slime.gateway.fsck;

import org.jspecify.annotations.NullMarked;
